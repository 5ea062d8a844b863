"""Set-up: makes what a command needs before it runs. Standard library only, for Python 3.8 and later."""
