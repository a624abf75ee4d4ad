/// A region of the World Customs Organization; the numbers are those of the contract.
package enum Region: Int, CaseIterable, Sendable {
  case americas = 1
  case asiaPacific = 2
  case eastSouthernAfrica = 3
  case europe = 4
  case middleEastNorthAfrica = 5
  case westCentralAfrica = 6
}
