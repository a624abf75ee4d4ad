import Compression
import Testing

@Suite("The gzip coding")
struct GzipTests {
  @Test("codes any bytes, also those that do not become smaller, and reads them back")
  func anything() throws {
    var generator = SystemRandomNumberGenerator()
    for count in [0, 1, 16_384, 100_000] {
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let coded = try #require(Gzip.coded(noise))

      #expect(Array(coded.prefix(3)) == [0x1f, 0x8b, 8])
      #expect(try Gzip.inflated(coded, limit: count) == noise)
      #expect(Gzip.deflated(noise) == nil)
    }
  }

  @Test("makes what repeats itself small, and the same bytes each time")
  func repetition() throws {
    let zeros = [UInt8](repeating: 0, count: 16_384)
    let coded = try #require(Gzip.coded(zeros))

    #expect(coded.count < 200)
    #expect(Gzip.coded(zeros) == coded && Gzip.deflated(zeros) == coded)
    #expect(throws: Gzip.Failure.tooLarge) { try Gzip.inflated(coded, limit: 16_383) }
  }
}
