package grid

import "testing"

func TestWebPages(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "<table><tr><th>指标</th><th>2018年</th></tr><tr><td>GDP</td><td>14,847.29</td></tr></table>", "指标|2018年\nGDP|14,847.29\n"},
		{"never closed", "<table><tr><td>指标<td>2018年<tr><td>GDP<td>1", "指标|2018年\nGDP|1\n"},
		{"spans", "<table><tr><td rowspan=2>地区</td><td colspan=\"2\">GDP</td></tr><tr><td>2017</td><td>2018</td></tr><tr><td>武汉</td><td>1</td><td>2</td></tr></table>",
			"地区|GDP|GDP~\n地区~|2017|2018\n武汉|1|2\n"},
		{"text around", "<html><head><title>x</title><style>td{}</style></head><body><h2>主要指标</h2><p>单位：亿元</p><table><caption>表1</caption><tr><td>指标</td><td>2018</td></tr><tr><td>GDP</td><td>1</td></tr></table><p>注：初步核算数。</p><script>var a='<td>'</script></body></html>",
			"主要指标\n单位：亿元\n表1\n指标|2018\nGDP|1\n注：初步核算数。\n"},
		{"layout tables", "<table><tr><td>标题行</td></tr><tr><td>前言<table><tr><td>指标</td><td>2018</td></tr><tr><td>GDP</td><td>1</td></tr></table>后记</td></tr></table>",
			"标题行\n前言\n指标|2018\nGDP|1\n后记\n"},
		{"small table in a cell", "<table><tr><td>指标</td><td><table><tr><td>2018年</td></tr></table></td></tr><tr><td>GDP</td><td>1</td></tr></table>", "指标|2018年\nGDP|1\n"},
		{"entities and blanks", "<table><tr><td>&nbsp;</td><td>A&amp;B&#20013;</td></tr><tr><td>\n  其中：<br/>增加值\n </td><td>&nbsp;&nbsp;1&nbsp;</td></tr></table>", "|A&B中\n其中：\n增加值|\u00a0\u00a01\n"},
		{"blank row kept", "<table><tr><td>a</td><td>b</td></tr><tr></tr><tr><td>1</td><td>2</td></tr></table>", "a|b\n\n1|2\n"},
		{"less-than sign", "<table><tr><td>规模</td><td>数</td></tr><tr><td><5人</td><td>3</td></tr></table>", "规模|数\n<5人|3\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			grids, err := Read("a.xls", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := show(grids[0]); got != c.want {
				t.Errorf("want\n%s\ngot\n%s", c.want, got)
			}
			if grids[0].Sheet != "" || grids[0].Note.IsZero() {
				t.Errorf("sheet %q, note %+v", grids[0].Sheet, grids[0].Note)
			}
		})
	}
}

func TestPageEncodings(t *testing.T) {
	text := "<html><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><table><tr><td>指标</td><td>2018年</td></tr><tr><td>地区生产总值</td><td>1</td></tr></table>"
	for _, how := range []string{"gb18030", "utf-8", "utf-8 bom", "utf-16 le"} {
		grids, err := Read("a.xls", encode(t, text, how))
		if err != nil {
			t.Errorf("%s: %v", how, err)
			continue
		}
		if got := show(grids[0]); got != "指标|2018年\n地区生产总值|1\n" {
			t.Errorf("%s: %q", how, got)
		}
	}
}

func TestTwoTablesOnAPage(t *testing.T) {
	grids, err := Read("a.html", []byte("<p>一</p><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table><p>二</p><table><tr><td>c</td><td>d</td></tr><tr><td>3</td><td>4</td></tr></table>"))
	if err != nil {
		t.Fatal(err)
	}
	if len(grids) != 2 || show(grids[0]) != "一\na|b\n1|2\n" || show(grids[1]) != "二\nc|d\n3|4\n" || grids[1].Sheet != "表2" || !grids[0].Note.IsZero() {
		t.Errorf("%d grids: %+v", len(grids), grids)
	}
}

func TestMenusAreLeftOut(t *testing.T) {
	grids, err := Read("a.xls", []byte("<table><tr><td>首页</td><td>数据</td></tr><tr><td>登录</td><td>帮助</td></tr></table><table><tr><td>指标</td><td>2018</td></tr><tr><td>GDP</td><td>1</td></tr></table>"))
	if err != nil || len(grids) != 1 || show(grids[0]) != "指标|2018\nGDP|1\n" || grids[0].Sheet != "" {
		t.Errorf("%d grids, %v", len(grids), err)
	}
}

func TestXMLSpreadsheet(t *testing.T) {
	text := `<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="f"><NumberFormat ss:Format="Fixed"/></Style></Styles>
<Worksheet ss:Name="表1"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">主要指标</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">指标</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2018-12-31T00:00:00.000</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">强度&amp;<B>增速</B></Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.135</Data></Cell><Cell ss:StyleID="f"><Data ss:Type="Number">248</Data></Cell><Cell><Data ss:Type="Number">0.30000000000000004</Data><Comment><Data>批注</Data></Comment></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="隐"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>`
	for _, name := range []string{"a.xls", "a.xml"} {
		grids, err := Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		want := "主要指标|主要指标~|主要指标~\n\n指标||2018-12-31\n强度&增速|13.50%|248.00|0.3\n"
		if got := show(grids[0]); len(grids) != 1 || got != want || grids[0].Sheet != "表1" {
			t.Errorf("want\n%s\ngot\n%s", want, got)
		}
	}
}
