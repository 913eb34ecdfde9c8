"""`python -m sanctions` is the same command as `sanctions`."""

from sanctions.cli.main import main

if __name__ == "__main__":
    main()
