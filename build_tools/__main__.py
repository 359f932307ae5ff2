"""``python -m build_tools`` is ``transparency``, with the program of the folder in which it is started."""

from build_tools.command_line import main

main(prog_name="transparency")
