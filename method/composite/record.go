package composite

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"unicode"
)

// MarshalJSON puts the chain on record: one object for each step, with its name
// under "step" and every setting that is not zero; a choice among methods is an
// object with its word under "method". Bounds that are zero stand there too.
func (c Chain) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, s := range c {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := object(&b, "step", s.Name(), reflect.ValueOf(s)); err != nil {
			return nil, err
		}
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}

// object writes a struct, led by a word where there is one.
func object(b *bytes.Buffer, key, word string, v reflect.Value) error {
	b.WriteByte('{')
	first := true
	field := func(name string) {
		if !first {
			b.WriteByte(',')
		}
		first = false
		b.WriteString(`"` + name + `":`)
	}
	if key != "" {
		field(key)
		raw, _ := json.Marshal(word)
		b.Write(raw)
	}
	for i := range v.NumField() {
		f := v.Field(i)
		if f.IsZero() && !(key == "method" && f.Kind() == reflect.Float64) {
			continue
		}
		field(snake(v.Type().Field(i).Name))
		if err := value(b, f); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

// value writes one setting.
func value(b *bytes.Buffer, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Interface:
		return object(b, "method", v.Interface().(interface{ Method() string }).Method(), v.Elem())
	case reflect.Struct:
		return object(b, "", "", v)
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := value(b, v.Index(i)); err != nil {
				return err
			}
		}
		b.WriteByte(']')
		return nil
	}
	if scope, ok := v.Interface().(Scope); ok {
		b.WriteString([]string{`"by_period"`, `"pooled"`}[min(scope, 1)])
		return nil
	}
	raw, err := json.Marshal(v.Interface())
	b.Write(raw)
	return err
}

// snake turns NonZero into non_zero.
func snake(name string) string {
	var s strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			s.WriteByte('_')
		}
		s.WriteRune(unicode.ToLower(r))
	}
	return s.String()
}
