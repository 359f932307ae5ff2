{#-
  The quick exit. Without it the exit is a plain link. With it the page is covered at once and replaced in the history,
  three presses of Shift do the same, and without a network a page that says nothing is shown instead of an error that
  names this site. Stores nothing, asks for nothing. At most 1 KB; every page names its hash in its policy.
-#}
(function(d,w){
var a=d.querySelector('a.exit'),b=d.body,n=0,t;
if(!a)return;
function go(e){
e&&e.preventDefault();
d.title=a.dataset.blank;
b.style.display='none';
if(navigator.onLine!==false)return w.location.replace(a.href);
b.textContent=a.dataset.blank;
b.style.display='block';
try{history.replaceState(null,'',a.dataset.away)}catch(e){}
}
a.addEventListener('click',go);
d.addEventListener('keydown',function(e){
if(e.repeat)return;
n=e.key==='Shift'?n+1:0;
clearTimeout(t);
t=setTimeout(function(){n=0},5000);
n>2&&go();
});
w.addEventListener('pageshow',function(e){e.persisted&&(b.style.display='')});
})(document,window)
