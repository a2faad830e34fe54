"""What is kept beside entries and goals, as lists: wins, setbacks, time off, jobs, words. Any screen can show them."""
