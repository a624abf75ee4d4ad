/// The languages of the portal, in the order they are listed everywhere.
package enum Language: String, CaseIterable, Sendable {
  case en
  case fr
  case ar
  case es
  case pt
}
