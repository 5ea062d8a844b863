from desk.supervisor.commands import main

if __name__ == "__main__":
    main()
