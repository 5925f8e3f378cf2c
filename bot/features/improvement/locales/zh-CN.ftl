### 检查清单

improvement-error-checklist = 劳动法检查清单还有 { $count } 项未完成，全部完成后才能记录该结果。
improvement-error-no-item = 检查清单中已没有 { $item } 这一项，请重新打开。
