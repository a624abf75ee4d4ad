/// The places of one module where a test may inject a fault, a case each. The raw value is the name by
/// which `CLIKC_FAULT` asks for it: letters and dots, the part before the first dot its own for each
/// module. `executable --failpoints` prints the names of all modules it is made of.
public protocol FailpointPlace: CaseIterable, RawRepresentable, Sendable
where RawValue == String {}

extension FailpointPlace {
  /// The names of all places, in the order they are declared.
  static var names: [String] { allCases.map(\.rawValue) }
}
