internal import CCMark
import Foundation

/// Markdown as safe HTML: raw HTML and addresses with foreign schemes are left out.
struct Markdown: Sendable {
  init() {}

  /// The text as HTML; its headings begin `headingOffset` levels further down.
  func html(_ text: String, headingOffset: Int = 0) -> String {
    cmark_gfm_core_extensions_ensure_registered()
    let options = CMARK_OPT_DEFAULT
    guard let parser = cmark_parser_new(options) else { return escaped(text) }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink"] {
      if let found = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    cmark_parser_feed(parser, text, text.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return escaped(text) }
    defer { cmark_node_free(document) }
    lower(document, by: Int32(headingOffset))
    let extensions = cmark_parser_get_syntax_extensions(parser)
    guard let rendered = cmark_render_html(document, options, extensions) else {
      return escaped(text)
    }
    defer { free(rendered) }
    return String(cString: rendered)
  }

  private func lower(_ document: OpaquePointer, by offset: Int32) {
    var child = cmark_node_first_child(document)
    while let node = child {
      if offset > 0, cmark_node_get_type(node) == CMARK_NODE_HEADING {
        _ = cmark_node_set_heading_level(node, min(6, cmark_node_get_heading_level(node) + offset))
      }
      child = cmark_node_next(node)
    }
  }
}
