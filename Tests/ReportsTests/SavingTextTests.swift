import Catalog
@testable import Reports
import Savings
import Testing

@Suite struct SavingTextTests {
    @Test(arguments: [
        (Interval(0.0008, 0.0021), "0.8–2.1 Wh"), (Interval(0.81, 2.1), "0.81–2.1 kWh"), (Interval(12.4, 12.4), "12 kWh"),
        (Interval(1200, 25_000), "1.2–25 MWh"), (Interval(310.4, 999.9), "0.31–1 MWh"), (Interval(310.4, 912.2), "310–912 kWh"),
        (Interval(-0.2, 0.5), "-200 to +500 Wh"), (Interval(-3, -1), "-3 to -1 kWh"), (Interval(0), "0 kWh"), (Interval(4e-8), "0.04 mWh"),
    ])
    func energy(_ interval: Interval, _ expected: String) { #expect(SavingText.energy(interval) == expected) }

    @Test(arguments: [
        (Interval(0.0003, 0.0009), "300–900 mg CO2e"), (Interval(1.5, 4), "1.5–4 kg CO2e"), (Interval(0.0004, 0.0042), "0.4–4.2 g CO2e"), (Interval(2500), "2.5 t CO2e"),
        (Interval(0), "0 kg CO2e"),
    ])
    func carbon(_ interval: Interval, _ expected: String) { #expect(SavingText.carbon(interval) == expected) }

    @Test(arguments: [
        (Interval(1.2), "$1.20"), (Interval(0.0042), "$0.0042"), (Interval(0.00002), "$0.00002"), (Interval(120, 1834), "$120–1,830"),
        (Interval(0), "$0"), (Interval(-1, 2.5), "-$1.00 to +$2.50"), (Interval(0.4, 12), "$0.40–12.00"),
    ])
    func money(_ interval: Interval, _ expected: String) { #expect(SavingText.money(interval) == expected) }

    @Test(arguments: [
        (Interval(0.56, 0.78), "56–78 %"), (Interval(-0.56, 0.41), "-56 % to +41 %"), (Interval(0.3), "30 %"), (Interval(0.005), "0.5 %"),
        (Interval(-0.3, -0.1), "-30 % to -10 %"),
    ])
    func percent(_ interval: Interval, _ expected: String) { #expect(SavingText.percent(interval) == expected) }

    @Test func whatIsNotKnownIsSaid() {
        #expect(SavingText.full(Saving(notQuantified: "no figure")) == "not quantified: no figure")
        #expect(
            SavingText.full(Saving(cost: Interval(1), notQuantified: "no term for input"))
                == "$1.00 per 1,000 calls; energy and carbon not quantified: no term for input")
        #expect(SavingText.full(Saving(relative: Interval(0.3, 0.5))) == "30–50 % of the energy")
        #expect(
            SavingText.full(Saving(energy: Interval(-1, 2), relative: Interval(-0.56, 0.41), per: .month))
                == "-1 to +2 kWh per month (-56 % to +41 % of the energy); it may cost more than it saves")
        #expect(
            SavingText.full(Saving(energy: Interval(-2, -1), per: .month)) == "-2 to -1 kWh per month; it costs more than it saves")
        #expect(
            SavingText.full(Saving(energy: .zero, carbon: Interval(1.5, 4), relative: Interval(0.1, 0.2), per: .month))
                == "0 kWh, 1.5–4 kg CO2e per month (10–20 % of the carbon)")
        #expect(SavingText.full(Saving(energy: Interval(1e-6), isNegligible: true)) == "negligible (under 0.01 Wh per 1,000 calls)")
        #expect(SavingText.full(Saving()) == "not quantified")
    }
}
