/// What a person may do anywhere on the site; the numbers are those of clikc.authentication.v1.Role.
public enum Role: Int, CaseIterable, Hashable, Sendable {
  /// Studies; every account has it.
  case learner = 1
  /// May be given courses to tutor.
  case tutor = 2
  /// Manages the accounts of one administration.
  case coordinator = 3
  /// Makes and reviews content.
  case expert = 4
  /// Runs the whole site.
  case administrator = 5
}
