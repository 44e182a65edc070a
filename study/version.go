package study

// Version of the program: results carry it.
const Version = "0.1.0"
