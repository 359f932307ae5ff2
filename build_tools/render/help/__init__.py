"""Help: whom to turn to, the quiet pages that say it, and the kit to carry, print and pass on."""
