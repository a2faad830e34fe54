"""The command line: one file per group of commands; Textual is imported only to open the app."""
