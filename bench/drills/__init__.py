"""What a site goes through that no test has the time for, done for real: hours of mixed load with kills in it, and a
data folder that is gone. Each module is run by itself and prints figures."""
