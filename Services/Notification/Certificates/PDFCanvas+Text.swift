import CPangoCairo

extension PDFCanvas {
  /// Sets a text in the middle of the box, smaller when it does not fit.
  func text(_ text: String, in box: Box, _ style: Style) {
    guard let layout = pango_cairo_create_layout(self.context) else { return }
    defer { clikc_layout_free(layout) }
    // Whole-pixel positions would pull the letters of a word apart.
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout), 0)
    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_width(layout, Self.units(box.width))
    pango_layout_set_text(layout, text, -1)
    var size = style.size
    self.apply(style, size, to: layout)
    while size > style.smallest, !self.fits(layout, box, lines: style.lines) {
      size = max(size * 0.94, style.smallest)
      self.apply(style, size, to: layout)
    }
    self.use(style.color)
    let height = Double(Self.extents(layout).height) / Double(PANGO_SCALE)
    cairo_move_to(self.context, box.x, box.y + (box.height - height) / 2)
    pango_cairo_show_layout(self.context, layout)
  }

  /// What a text takes up, in points.
  struct Extent {
    let height: Double
    /// From the top to the line its first letters stand on.
    let baseline: Double
  }

  /// Sets a text on as many lines as it needs, from `y` down.
  func paragraph(
    _ text: String, x: Double, y: Double, width: Double, side: Side, _ style: Style
  ) {
    self.withLayout(of: text, width: width, style) { layout in
      // Pango swaps left and right for a line that runs from right to left.
      let isSwapped = pango_find_base_dir(text, -1) == PANGO_DIRECTION_RTL
      pango_layout_set_alignment(
        layout, (side == .left) == isSwapped ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
      self.use(style.color)
      cairo_move_to(self.context, x, y)
      pango_cairo_show_layout(self.context, layout)
    }
  }

  /// What a text takes up on as many lines as it needs.
  func extent(of text: String, width: Double, _ style: Style) -> Extent {
    var extent = Extent(height: 0, baseline: 0)
    self.withLayout(of: text, width: width, style) { layout in
      extent = Extent(
        height: Double(Self.extents(layout).height) / Double(PANGO_SCALE),
        baseline: Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE))
    }
    return extent
  }

  private func withLayout(
    of text: String, width: Double, _ style: Style, _ use: (OpaquePointer) -> Void
  ) {
    guard let layout = pango_cairo_create_layout(self.context) else { return }
    defer { clikc_layout_free(layout) }
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout), 0)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_width(layout, Self.units(width))
    pango_layout_set_text(layout, text, -1)
    self.apply(style, style.size, to: layout)
    use(layout)
  }

  private func apply(_ style: Style, _ size: Double, to layout: OpaquePointer) {
    let font = pango_font_description_from_string(style.family.rawValue)
    defer { pango_font_description_free(font) }
    pango_font_description_set_weight(
      font, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(font, size * Double(PANGO_SCALE))
    pango_layout_set_font_description(layout, font)
    guard style.spacing > 0 else { return }
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(Self.units(style.spacing)))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
  }

  private func fits(_ layout: OpaquePointer, _ box: Box, lines: Int) -> Bool {
    // One line may stand out of its box: some scripts ask for more room than they use.
    pango_layout_get_line_count(layout) <= Int32(lines)
      && (lines == 1 || Self.extents(layout).height <= Self.units(box.height))
  }

  private static func units(_ points: Double) -> Int32 { Int32(points * Double(PANGO_SCALE)) }

  private static func extents(_ layout: OpaquePointer) -> PangoRectangle {
    var logical = PangoRectangle()
    pango_layout_get_extents(layout, nil, &logical)
    return logical
  }
}
