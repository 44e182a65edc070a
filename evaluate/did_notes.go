package evaluate

import "github.com/quanyu/quanyu/city"

func (r *didRun) notes() []city.Text { return []city.Text{} }
func (r *synthRun) notes() []city.Text { return []city.Text{} }
