package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// tool finds a program that opens documents; without it the test is passed
// over, and fails in CI.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed: the documents are not opened", name)
	}
	return path
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	var stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = &stderr
	raw, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(name), err, stderr.String())
	}
	return string(raw)
}

// The documents of the worked study open in an office suite and a browser, and
// what is read there are the figures of the ledger.
func TestDocumentsOpen(t *testing.T) {
	soffice, pdftotext, chromium := tool(t, "soffice"), tool(t, "pdftotext"), tool(t, "chromium")
	dir := t.TempDir()
	study := filepath.Join(dir, "study")
	if err := os.CopyFS(study, os.DirFS("../../studies/wuhan-2019")); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if status := Main(context.Background(), []string{"run", study}, strings.NewReader(""), &out, &out); status != exitDone {
		t.Fatalf("exit status %d\n%s", status, out.String())
	}
	figures := map[string][]string{
		"verification.docx":  {"2.42", "第8位", "3536", "14847.1", "1.78", "10.72"},
		"brief.docx":         {"2.42", "第8位", "3536", "14847.1", "1.78", "10.72"},
		"annex.xlsx":         {"2.42", "3536", "2956.81"},
		"draft-checked.docx": {"3536", "32379"},
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for name := range figures {
		args = append(args, filepath.Join(study, "out", name))
	}
	output(t, soffice, args...)
	squeeze := regexp.MustCompile(`\s+`)
	for name, want := range figures {
		pdf := filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+".pdf")
		text := squeeze.ReplaceAllString(output(t, pdftotext, "-layout", pdf, "-"), "")
		for _, f := range want {
			if !strings.Contains(text, f) {
				t.Errorf("%s as opened by the office suite has no %s", name, f)
			}
		}
		if strings.Contains(text, "Err:") || strings.Contains(text, "#VALUE!") || strings.Contains(text, "#REF!") {
			t.Errorf("%s has a formula that fails", name)
		}
	}
	page := output(t, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
		"--user-data-dir="+filepath.Join(dir, "browser"), "--dump-dom", "file://"+filepath.Join(study, "out", "brief.html"))
	for _, f := range figures["verification.docx"] {
		if !strings.Contains(squeeze.ReplaceAllString(page, ""), f) {
			t.Errorf("brief.html in the browser has no %s", f)
		}
	}
}
