import CPangoCairo
import QRCodes

/// Pages of PDF: rectangles, lines and shaped text of any script. Distances are points from the
/// top left.
///
/// pango: "the default font map is per thread", and cairo's contexts must not be shared: a canvas
/// is made, used and finished on one thread, and is not `Sendable`.
final class PDFCanvas {
  private final class Output {
    var bytes: [UInt8] = []
  }

  let width: Double
  let height: Double
  private let output = Output()
  private let surface: OpaquePointer
  let context: OpaquePointer

  init(width: Double, height: Double) throws(PDFFault) {
    let write: cairo_write_func_t = { pointer, bytes, count in
      guard let pointer, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
      let output = Unmanaged<Output>.fromOpaque(pointer).takeUnretainedValue()
      output.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    let pointer = Unmanaged.passUnretained(self.output).toOpaque()
    guard let surface = cairo_pdf_surface_create_for_stream(write, pointer, width, height),
      let context = cairo_create(surface)
    else { throw PDFFault("cairo gave no surface") }
    self.width = width
    self.height = height
    self.surface = surface
    self.context = context
  }

  deinit {
    cairo_destroy(self.context)
    cairo_surface_destroy(self.surface)
  }

  /// Ends the page and begins another of the same size.
  func nextPage() { cairo_show_page(self.context) }

  /// Ends the last page and returns the file.
  func finish() throws(PDFFault) -> [UInt8] {
    cairo_show_page(self.context)
    let status = cairo_status(self.context)
    cairo_surface_finish(self.surface)
    for status in [status, cairo_surface_status(self.surface)] where status != CAIRO_STATUS_SUCCESS
    {
      throw PDFFault(String(cString: cairo_status_to_string(status)))
    }
    return self.output.bytes
  }

  /// Draws as part of the structure `tag` (H1, P, Figure, Link), which screen readers follow.
  func tagged(_ tag: String, _ attributes: String = "", _ draw: () -> Void) {
    cairo_tag_begin(self.context, tag, attributes)
    draw()
    cairo_tag_end(self.context, tag)
  }

  func fill(_ box: Box, _ color: Color) {
    self.use(color)
    cairo_rectangle(self.context, box.x, box.y, box.width, box.height)
    cairo_fill(self.context)
  }

  func stroke(_ box: Box, _ color: Color, width: Double) {
    self.use(color)
    cairo_set_line_width(self.context, width)
    cairo_rectangle(self.context, box.x, box.y, box.width, box.height)
    cairo_stroke(self.context)
  }

  /// Draws a line through points; a closed one is filled when `width` is nil.
  func path(_ points: [(x: Double, y: Double)], _ color: Color, width: Double?) {
    guard let first = points.first else { return }
    self.use(color)
    cairo_move_to(self.context, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(self.context, point.x, point.y) }
    guard let width else {
      cairo_close_path(self.context)
      cairo_fill(self.context)
      return
    }
    cairo_set_line_width(self.context, width)
    cairo_stroke(self.context)
  }

  /// Draws the dark modules of a QR code over the box, as shapes and not as a picture.
  func draw(_ symbol: QRSymbol, in box: Box, _ color: Color) {
    self.use(color)
    let module = box.width / Double(symbol.side)
    for row in 0..<symbol.side {
      for run in symbol.runs(row: row) {
        cairo_rectangle(
          self.context, box.x + Double(run.lowerBound) * module, box.y + Double(row) * module,
          Double(run.count) * module, module)
      }
    }
    cairo_fill(self.context)
  }

  func use(_ color: Color) {
    cairo_set_source_rgb(self.context, color.red, color.green, color.blue)
  }
}

/// Why a PDF could not be made.
package struct PDFFault: Error, CustomStringConvertible, Sendable {
  package let description: String

  init(_ description: String) { self.description = description }
}
