package import NIOPosix

/// Draws documents on the thread of certificates.
package struct DrawTable: Sendable {
  private let threads: NIOThreadPool

  /// Pango keeps its fonts by thread, so `threads` should be one.
  package init(threads: NIOThreadPool) { self.threads = threads }

  /// The bytes of the PDF.
  package func callAsFunction(_ page: TablePage) async throws -> [UInt8] {
    try await self.threads.runIfActive { try TableDrawing.render(page) }
  }
}
