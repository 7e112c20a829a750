//! Tests of the numbers, bounds and units that `extract` finds.

use crate::figure::{Bound, Change, extract};

/// Returns the figures in `text`, each formatted as "words | value | bound | unit".
fn lines(text: &str) -> Vec<String> {
    let line = |f: &crate::figure::Figure| {
        let round =
            |v: Option<f64>| v.map_or(String::new(), |v| format!("{}", (v * 1e4).round() / 1e4));
        let number = match f.bound {
            Bound::Range => format!("{}..{}", round(f.low), round(f.high)),
            _ => round(f.value),
        };
        let unit = f.unit.as_deref().unwrap_or("-");
        format!(
            "{} | {number} | {} | {unit}",
            &text[f.start..f.end],
            f.bound
        )
    };
    extract(text).iter().map(line).collect()
}

fn check(rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(lines(text), *expected, "{text}");
    }
}

#[test]
fn reads_fractions() {
    check(&[
        (
            "The farm covers 4 1/2 acres and a 2-1/4-mile track.",
            &[
                "4 1/2 acres | 4.5 | exact | acre",
                "2-1/4-mile | 2.25 | exact | mile",
            ],
        ),
        (
            "It spent a quarter of a million pounds sterling.",
            &["a quarter of a million pounds sterling | 250000 | exact | GBP"],
        ),
        (
            "Some quarter-million ballots arrived.",
            &["Some quarter-million | 250000 | approx | -"],
        ),
        (
            "Exports shrank by nearly a fifth.",
            &["nearly a fifth | 0.2 | nearly | ratio"],
        ),
        ("She wants to win a fifth.", &[]),
        (
            "They keep one thirty-second of it.",
            &["one thirty-second | 0.0313 | exact | ratio"],
        ),
        ("It is 3/64ths full.", &["3/64ths | 0.0469 | exact | ratio"]),
        ("He won in the twenty-second round.", &[]),
        (
            "Donors outspent them 12-to-1.",
            &["12-to-1 | 12 | exact | ratio"],
        ),
        (
            "Four million and two fifths live there.",
            &["Four million and two fifths | 4400000 | exact | -"],
        ),
        ("Add ⅚ of a litre.", &["⅚ | 0.8333 | exact | -"]),
        (
            "It has two and three quarters million users.",
            &["two and three quarters million | 2750000 | exact | -"],
        ),
    ]);
}

#[test]
fn reads_signs_and_multipliers() {
    check(&[
        (
            "The error is plus or minus 4 percentage points.",
            &["4 percentage points | 4 | exact | percentage point"],
        ),
        (
            "We are at T-minus three days.",
            &["three days | 3 | exact | day"],
        ),
        (
            "It fell to minus 7 degrees.",
            &["minus 7 degrees | -7 | exact | degree"],
        ),
        ("They baked four dozens.", &["four dozens | 48 | exact | -"]),
        (
            "A cell has 7.1x10^5 parts.",
            &["7.1x10^5 | 710000 | exact | -"],
        ),
        (
            "The bill costs $3T.",
            &["$3T | 3000000000000 | exact | USD"],
        ),
        (
            "It sold 9 MEUR of bonds and 60 USD million of loans.",
            &[
                "9 MEUR | 9000000 | exact | EUR",
                "60 USD million | 60000000 | exact | USD",
            ],
        ),
        ("They sell $15 T-shirts.", &["$15 | 15 | exact | USD"]),
        ("It was all for naught.", &[]),
    ]);
}

#[test]
fn compound_units_become_one_quantity() {
    check(&[
        (
            "He is 6 feet, 3 inches tall.",
            &["6 feet, 3 inches | 6.25 | exact | foot"],
        ),
        (
            "The 6-foot-9 guard met a 5-foot-6-inch fan.",
            &[
                "6-foot-9 | 6.75 | exact | foot",
                "5-foot-6-inch | 5.5 | exact | foot",
            ],
        ),
        (
            "It costs 4 dollars and 20 cents.",
            &["4 dollars and 20 cents | 4.2 | exact | USD"],
        ),
        (
            "It costs nine dollars seventy five.",
            &["nine dollars seventy five | 9.75 | exact | USD"],
        ),
        (
            "The box weighs 30 (kg).",
            &["30 (kg) | 30 | exact | kilogram"],
        ),
        (
            "Tents between 6 feet and 8 inches fit.",
            &["6 feet | 6 | exact | foot", "8 inches | 8 | exact | inch"],
        ),
    ]);
}

#[test]
fn two_bounds_become_a_range() {
    check(&[
        (
            "It has more than 50 but fewer than 90 seats.",
            &["more than 50 but fewer than 90 | 50..90 | range | -"],
        ),
        (
            "At most 8 and at least 3 may go.",
            &["At most 8 and at least 3 | 3..8 | range | -"],
        ),
        (
            "It cost between about $40 and $60.",
            &["between about $40 and $60 | 40..60 | range | USD"],
        ),
        (
            "Pupils ages 7 through 9 came.",
            &["7 through 9 | 7..9 | range | year of age"],
        ),
        (
            "It would cut $90 billion over 12 years.",
            &[
                "$90 billion | 90000000000 | exact | USD",
                "12 years | 12 | exact | year",
            ],
        ),
        (
            "It took over 12 years.",
            &["over 12 years | 12 | more_than | year"],
        ),
        (
            "Fees top out at $80.",
            &["top out at $80 | 80 | at_most | USD"],
        ),
    ]);
}

#[test]
fn unit_applies_to_all_numbers_in_a_list() {
    check(&[
        (
            "Rates are 11, 21, and 34 percent.",
            &[
                "11 | 11 | exact | percent",
                "21 | 21 | exact | percent",
                "34 percent | 34 | exact | percent",
            ],
        ),
        (
            "The index was up 31.5, or 2 percent.",
            &["31.5 | 31.5 | exact | -", "2 percent | 2 | exact | percent"],
        ),
        (
            "She took 51 percent to Al Gore's 44.",
            &[
                "51 percent | 51 | exact | percent",
                "44 | 44 | exact | percent",
            ],
        ),
        (
            "Lunch is six or seven euros.",
            &["six | 6 | exact | EUR", "seven euros | 7 | exact | EUR"],
        ),
    ]);
}

#[test]
fn mixed_numbers_take_a_multiplier() {
    check(&[
        (
            "It shipped 3 1/4 million bricks, 1/2 million tiles and 2½ dozen doors.",
            &[
                "3 1/4 million | 3250000 | exact | -",
                "1/2 million | 500000 | exact | -",
                "2½ dozen | 30 | exact | -",
            ],
        ),
        (
            "Of the crew, 9/13 sailors came; the 9/11 attacks; 24/7 workers; a 60/40 split.",
            &["9 | 9 | exact | -", "13 | 13 | exact | -"],
        ),
    ]);
}

#[test]
fn descending_range_shares_its_multiplier() {
    check(&[
        (
            "The plan costs ₹8-6 crore.",
            &["₹8-6 crore | 60000000..80000000 | range | INR"],
        ),
        (
            "It takes 6-8 million tons.",
            &["6-8 million tons | 6000000..8000000 | range | ton"],
        ),
        ("The home side won 8-6.", &[]),
    ]);
}

#[test]
fn decimal_commas_and_dotted_groups_are_read() {
    check(&[
        (
            "The dam cost 2,4 billion euros, a ticket €7,50.",
            &[
                "2,4 billion euros | 2400000000 | exact | EUR",
                "€7,50 | 7.5 | exact | EUR",
            ],
        ),
        (
            "It printed 4.000.000 maps.",
            &["4.000.000 | 4000000 | exact | -"],
        ),
        (
            "The flood caused 3.000 deaths and left 1.400 injured.",
            &["3.000 | 3000 | exact | -", "1.400 | 1400 | exact | -"],
        ),
        (
            "The rate is 3.125 deaths per 1,000 births.",
            &["3.125 | 3.125 | exact | -"],
        ),
        (
            "The pole is 3.125 metres long.",
            &["3.125 metres | 3.125 | exact | metre"],
        ),
        (
            "The budget is $4.125 in the plan.",
            &["$4.125 | 4.125 | exact | USD"],
        ),
        ("The server is 10.20.30.40.", &[]),
    ]);
}

#[test]
fn digits_of_other_scripts_are_read() {
    check(&[
        (
            "They sold ４５ boats, ٣٬٥٠٠ nets and १२ ropes for $९.",
            &[
                "４５ | 45 | exact | -",
                "٣٬٥٠٠ | 3500 | exact | -",
                "१२ | 12 | exact | -",
                "$९ | 9 | exact | USD",
            ],
        ),
        ("It ended in ２０２１.", &[]),
    ]);
}

#[test]
fn counts_after_dates_are_not_days() {
    check(&[
        (
            "On 14 July, 25 boats sank. By 3rd of May, 11 died. In April, 28 ships left.",
            &[
                "25 | 25 | exact | -",
                "11 | 11 | exact | -",
                "28 | 28 | exact | -",
            ],
        ),
        (
            "It closed on 14 July, 2012, on May, 30, 2011 and on Nov, 19.",
            &[],
        ),
        ("From July 14 to 16, and on July 14, 2012, it rained.", &[]),
    ]);
}

#[test]
fn bounded_numbers_are_not_years() {
    check(&[
        (
            "As many as 2010 were hurt, a total of 1987 farmers left, and about 2000 soldiers came.",
            &[
                "As many as 2010 | 2010 | at_most | -",
                "a total of 1987 | 1987 | exact | -",
                "about 2000 | 2000 | approx | -",
            ],
        ),
        (
            "Between 1900 and 2000 soldiers died, and the toll rose to 2014.",
            &[
                "Between 1900 and 2000 | 1900..2000 | range | -",
                "2014 | 2014 | exact | -",
            ],
        ),
        ("Between 2003 and 2012 deaths fell to 1999 levels.", &[]),
        (
            "They argued about 2016 candidates, and sales were better than 2008.",
            &[],
        ),
    ]);
}

#[test]
fn changes_and_levels_are_two_numbers() {
    check(&[
        (
            "Deaths rose by 17 to 240, and copper fell $3 to $88.",
            &[
                "17 | 17 | exact | -",
                "240 | 240 | exact | -",
                "$3 | 3 | exact | USD",
                "$88 | 88 | exact | USD",
            ],
        ),
        (
            "Rents rose by 10 to 15 percent.",
            &["10 to 15 percent | 10..15 | range | percent"],
        ),
        (
            "They were leading by 3 to 8.",
            &["3 to 8 | 3..8 | range | -"],
        ),
        (
            "It would raise rents by $300 to $900.",
            &["$300 to $900 | 300..900 | range | USD"],
        ),
    ]);
    let figures = extract("Deaths rose 17 to 240.");
    let changes: Vec<_> = figures.iter().map(|figure| figure.change).collect();
    assert_eq!(changes, [Some(Change::Rise), None]);
}

#[test]
fn abbreviated_bounds_and_verbs_are_read() {
    check(&[
        (
            "It holds c. 700 coins and est. 30 rings; flu cases top 4,000; the bill nears $90.",
            &[
                "c. 700 | 700 | approx | -",
                "est. 30 | 30 | approx | -",
                "top 4,000 | 4000 | more_than | -",
                "nears $90 | 90 | nearly | USD",
            ],
        ),
        (
            "Costs could top $4 billion.",
            &["top $4 billion | 4000000000 | more_than | USD"],
        ),
        (
            "It cuts taxes for the top one percent, the top one.",
            &["one percent | 1 | exact | percent"],
        ),
        ("The portrait is from c. 1805 (gift).", &[]),
        ("It has its top 40 list.", &["40 | 40 | exact | -"]),
        ("The top 40 songs won.", &["40 | 40 | exact | -"]),
    ]);
}
