package files

import "github.com/quanyu/quanyu/city"

// maxDepth is how deep collections may be nested in a YAML file. A study's
// files need five levels; a parser that calls itself for each of a hundred
// thousand brackets brings the whole program down, and that cannot be caught.
const maxDepth = 100

// checkDepth looks at the nesting before anything is parsed: brackets that
// begin a collection, block indicators (- ? :) one behind another on a line,
// and lines that are indented ever deeper.
func checkDepth(name string, data []byte) error {
	var brackets, run, levels int
	var indents [maxDepth + 1]int
	line, column, start := 1, 0, true // start: a token may begin here
	inIndent := true
	var quote byte
	for i := 0; i < len(data); i++ {
		b := data[i]
		if b == '\n' {
			line, column, run, inIndent, start = line+1, 0, 0, true, true
			continue
		}
		if inIndent && b != ' ' && b != '\r' && b != '#' && brackets == 0 && quote == 0 {
			for levels > 0 && indents[levels-1] >= column {
				levels--
			}
			if levels < len(indents) {
				indents[levels] = column
				levels++
			}
		}
		inIndent = inIndent && b == ' '
		column++
		switch {
		case quote != 0:
			if b == '\\' && quote == '"' || b == '\'' && quote == b && i+1 < len(data) && data[i+1] == b {
				i++ // an escaped letter, or a quotation mark written twice
			} else if b == quote {
				quote, start = 0, true // a bracket right behind it counts
			}
			continue
		case b == ' ' || b == '\t' || b == '\r':
			continue
		case start && (b == '"' || b == '\''):
			quote, start = b, false
			continue
		case start && (b == '!' || b == '&' || b == '*'): // a tag or an anchor: its value follows
			for i+1 < len(data) && data[i+1] > ' ' {
				i++
			}
			continue
		case start && b == '#':
			for i+1 < len(data) && data[i+1] != '\n' {
				i++
			}
			continue
		case start && (b == '[' || b == '{'):
			brackets++ // what follows may begin a token again
			if brackets > maxDepth {
				return tooDeep(name, line)
			}
			continue
		case (b == ']' || b == '}') && brackets > 0:
			brackets--
		case (b == '-' || b == '?' || b == ':') && followedByBlank(data, i):
			run++
		}
		start = b == ']' || b == '}' || b == ',' && brackets > 0 || (b == '-' || b == '?' || b == ':') && followedByBlank(data, i)
		if run > maxDepth || levels > maxDepth {
			return tooDeep(name, line)
		}
	}
	return nil
}

func tooDeep(name string, line int) error {
	return city.Errorf("yaml_too_deep", "YAML 嵌套超过 %d 层", "the YAML is nested more than %d levels deep", maxDepth).At(name, "", line, "").
		WithHint("检查是否有多余的括号或缩进", "look for brackets or indentation too many")
}

func followedByBlank(data []byte, i int) bool {
	return i+1 >= len(data) || data[i+1] == ' ' || data[i+1] == '\t' || data[i+1] == '\n' || data[i+1] == '\r'
}
