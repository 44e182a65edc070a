package ooxml

import (
	"archive/zip"
	"bytes"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/richardlehane/mscfb"
)

// Kind is what a file really is, judged by its bytes and never by its name.
type Kind string

// The kinds that are told apart.
const (
	Empty          Kind = "empty"           // no bytes, or only blanks
	Workbook       Kind = "xlsx"            // zip with a workbook
	WordFile       Kind = "docx"            // zip with a Word document
	Slides         Kind = "pptx"            // zip with slides
	OpenFormat     Kind = "opendocument"    // zip of LibreOffice: ods, odt
	BinaryWorkbook Kind = "xlsb"            // zip with a binary workbook
	Zip            Kind = "zip"             // some other zip
	OldWorkbook    Kind = "xls"             // compound file with a Workbook stream
	OldDocument    Kind = "doc"             // compound file with a WordDocument stream
	Encrypted      Kind = "encrypted"       // compound file around an encrypted OOXML package
	Compound       Kind = "compound"        // some other compound file
	BareWorkbook   Kind = "biff"            // BIFF records without a compound file (Excel 2 to 4)
	HTML           Kind = "html"            //
	XMLWorkbook    Kind = "xml-spreadsheet" // SpreadsheetML 2003
	XML            Kind = "xml"             //
	PDF            Kind = "pdf"             //
	Image          Kind = "image"           //
	RichText       Kind = "rtf"             //
	Archive        Kind = "archive"         // rar, 7z, gzip
	Binary         Kind = "binary"          // holds NUL bytes and is none of the above
	Plain          Kind = "text"            // everything else
)

// IsZip reports whether the kind is a zip package of any sort.
func (k Kind) IsZip() bool {
	switch k {
	case Workbook, WordFile, Slides, OpenFormat, BinaryWorkbook, Zip:
		return true
	}
	return false
}

// Name says in both languages what a file of that kind is. The Chinese name is
// set off by a space where it begins with a Latin letter, to stand in a line.
func (k Kind) Name() city.Text {
	if t, ok := kindNames[k]; ok {
		if t.Zh[0] < 0x80 {
			t.Zh = " " + t.Zh
		}
		return t
	}
	return city.Text{Zh: string(k), En: string(k)}
}

var kindNames = map[Kind]city.Text{
	Empty:          {Zh: "空文件", En: "an empty file"},
	Workbook:       {Zh: "Excel 工作簿（.xlsx）", En: "an Excel workbook (.xlsx)"},
	WordFile:       {Zh: "Word 文档（.docx）", En: "a Word document (.docx)"},
	Slides:         {Zh: "演示文稿（.pptx）", En: "slides (.pptx)"},
	OpenFormat:     {Zh: "OpenDocument 文件（.ods、.odt）", En: "an OpenDocument file (.ods, .odt)"},
	BinaryWorkbook: {Zh: "Excel 二进制工作簿（.xlsb）", En: "a binary Excel workbook (.xlsb)"},
	Zip:            {Zh: "压缩包（.zip）", En: "a zip archive"},
	OldWorkbook:    {Zh: "Excel 97—2003 工作簿（.xls）", En: "an Excel 97-2003 workbook (.xls)"},
	OldDocument:    {Zh: "Word 97—2003 文档（.doc）", En: "a Word 97-2003 document (.doc)"},
	Encrypted:      {Zh: "加密的 Office 文件", En: "an encrypted Office file"},
	Compound:       {Zh: "旧式 Office 文件", En: "an old Office file"},
	BareWorkbook:   {Zh: "Excel 4.0 及更早的工作表", En: "a worksheet of Excel 4.0 or older"},
	HTML:           {Zh: "网页（HTML）", En: "a web page (HTML)"},
	XMLWorkbook:    {Zh: "XML 表格（SpreadsheetML 2003）", En: "an XML spreadsheet (SpreadsheetML 2003)"},
	XML:            {Zh: "XML 文件", En: "an XML file"},
	PDF:            {Zh: "PDF 文件", En: "a PDF file"},
	Image:          {Zh: "图片", En: "an image"},
	RichText:       {Zh: "RTF 文档", En: "an RTF document"},
	Archive:        {Zh: "压缩包", En: "an archive"},
	Binary:         {Zh: "无法识别的二进制文件", En: "a binary file of unknown kind"},
	Plain:          {Zh: "纯文本", En: "plain text"},
}

var signatures = []struct {
	head string
	kind Kind
}{
	{"%PDF-", PDF}, {"\x89PNG\r\n", Image}, {"\xff\xd8\xff", Image}, {"GIF8", Image}, {"II*\x00", Image}, {"MM\x00*", Image},
	{"{\\rtf", RichText}, {"Rar!\x1a\x07", Archive}, {"7z\xbc\xaf\x27\x1c", Archive}, {"\x1f\x8b\x08", Archive},
	{"\x09\x00\x04\x00", BareWorkbook}, {"\x09\x02\x06\x00", BareWorkbook}, {"\x09\x04\x06\x00", BareWorkbook},
	{"\x09\x08\x08\x00", BareWorkbook}, {"\x09\x08\x10\x00", BareWorkbook},
}

// Sniff says what a file is from its bytes.
func Sniff(raw []byte) Kind {
	switch {
	case len(bytes.TrimSpace(trimBOM(head(raw, 4096)))) == 0 && len(raw) <= 4096:
		return Empty
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")), bytes.HasPrefix(raw, []byte("PK\x05\x06")), bytes.HasPrefix(raw, []byte("PK\x07\x08")):
		return sniffZip(raw)
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return sniffCompound(raw)
	}
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.head)) {
			return s.kind
		}
	}
	if bytes.HasPrefix(raw, []byte("RIFF")) && bytes.HasPrefix(raw[min(8, len(raw)):], []byte("WEBP")) {
		return Image
	}
	return sniffText(raw)
}

func sniffZip(raw []byte) Kind {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return Zip
	}
	for _, f := range z.File {
		switch n := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")); {
		case n == "xl/workbook.bin":
			return BinaryWorkbook
		case strings.HasPrefix(n, "xl/workbook"):
			return Workbook
		case strings.HasPrefix(n, "word/document"):
			return WordFile
		case strings.HasPrefix(n, "ppt/presentation"):
			return Slides
		case n == "mimetype", n == "content.xml":
			return OpenFormat
		}
	}
	return Zip
}

// sniffCompound looks at the names of the streams in a compound file. A file
// whose directory is broken is judged by the names that stand in its bytes.
func sniffCompound(raw []byte) (kind Kind) {
	defer func() {
		if recover() != nil {
			kind = Compound
		}
	}()
	names := map[string]bool{}
	if c, err := mscfb.New(bytes.NewReader(raw)); err == nil {
		for _, f := range c.File {
			names[f.Name] = true
		}
	} else {
		for _, n := range []string{"EncryptionInfo", "EncryptedPackage", "Workbook", "Book", "WordDocument"} {
			names[n] = bytes.Contains(raw, append([]byte("\x00"), wide(n+"\x00")...))
		}
	}
	switch {
	case names["EncryptionInfo"] || names["EncryptedPackage"]:
		return Encrypted
	case names["Workbook"] || names["Book"] || names["WORKBOOK"] || names["BOOK"]:
		return OldWorkbook
	case names["WordDocument"]:
		return OldDocument
	}
	return Compound
}

// wide is ASCII text in UTF-16LE.
func wide(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

func sniffText(raw []byte) Kind {
	top := head(raw, 4096)
	utf16 := bytes.HasPrefix(top, []byte("\xff\xfe")) || bytes.HasPrefix(top, []byte("\xfe\xff"))
	text := trimBOM(top)
	if utf16 {
		text = bytes.ReplaceAll(text, []byte{0}, nil)
	} else if bytes.IndexByte(top, 0) >= 0 {
		return Binary
	}
	low := strings.ToLower(strings.TrimSpace(string(text)))
	switch {
	case !strings.HasPrefix(low, "<"):
		return Plain
	case strings.Contains(low, "urn:schemas-microsoft-com:office:spreadsheet") && !strings.Contains(low, "<html"):
		return XMLWorkbook
	case strings.HasPrefix(low, "<!doctype html"), strings.Contains(low, "<html"), strings.Contains(low, "<table"), strings.Contains(low, "<meta"), strings.Contains(low, "<head"), strings.Contains(low, "<body"), strings.Contains(low, "<style"), strings.Contains(low, "<div"):
		return HTML
	case strings.HasPrefix(low, "<?xml"):
		return XML
	}
	return Plain
}

func head(raw []byte, n int) []byte { return raw[:min(n, len(raw))] }

func trimBOM(b []byte) []byte {
	for _, bom := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(b, []byte(bom)) {
			return b[len(bom):]
		}
	}
	return b
}

// Refuse is the error for a file that is not what is needed: it says what the
// file really is. Codes: empty, password_protected, mislabelled.
func Refuse(name string, is Kind, wantedZh, wantedEn string) *city.Error {
	switch is {
	case Empty:
		return city.Errorf("empty", "文件是空的", "the file is empty").At(name, "", 0, "").
			WithHint("重新复制或下载这个文件", "copy or download the file again")
	case Encrypted:
		return protected(name).(*city.Error)
	}
	t := is.Name()
	e := city.Errorf("mislabelled", "这其实是%[1]s，需要的是%[2]s", "this is really %[3]s; %[4]s is needed", t.Zh, wantedZh, t.En, wantedEn).At(name, "", 0, "")
	switch is {
	case PDF, Image, Binary:
		return e.WithHint("向发布单位索取可编辑的原文件（.xls、.xlsx、.csv、.docx）", "ask the publisher for the file that can be edited (.xls, .xlsx, .csv, .docx)")
	case Zip, Archive:
		return e.WithHint("先解压，再取其中的文件", "unpack it first and take the file inside")
	}
	return e.WithHint("打开后用“另存为”存成需要的格式", "open it and save it in the format that is needed")
}
