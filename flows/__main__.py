"""`python -m flows` is `flows`."""

from flows.cli import main

if __name__ == "__main__":
    main()
