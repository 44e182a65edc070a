package main

import "golang.org/x/sys/windows"

// prepareConsole makes a Windows console show UTF-8: code page 65001 for what
// we write. It changes nothing where the output is a file or a pipe.
func prepareConsole() {
	const utf8 = 65001
	_ = windows.SetConsoleOutputCP(utf8)
}
