//go:build !windows

package main

// prepareConsole has nothing to do outside Windows.
func prepareConsole() {}
