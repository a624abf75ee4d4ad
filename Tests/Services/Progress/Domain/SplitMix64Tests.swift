import ProgressDomain
import Testing

@Suite("SplitMix64")
struct SplitMix64Tests {
  @Test("the published first number of seed 0 comes out")
  func reference() {
    var generator = SplitMix64(seed: 0)

    #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
  }

  @Test("a draw takes each value at most once and no more than there are")
  func draw() {
    var generator = SplitMix64(seed: 1)

    #expect(Set(generator.draw(5, from: Array(0..<5))) == Set(0..<5))
    #expect(generator.draw(9, from: [1, 2]).count == 2)
    #expect(generator.draw(-1, from: [1, 2]).isEmpty)
  }
}
