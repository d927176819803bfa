//! Prices that the reader brings: they stand before the catalog's, for as long as the page is open.
//!
//! The book is the program's, not the scenario's: a scenario is a link, and a link pins the one price that it was made
//! with. The same scenario and the same book give the same answer.

use std::cell::RefCell;

use super::Date;
use crate::catalog::OfferId;
use crate::engine::units::UsdPerHour;

/// The prices of one offer, for a whole instance. `None`: the catalog's stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnPrice {
    pub offer: OfferId,
    pub on_demand: Option<UsdPerHour>,
    pub spot: Option<UsdPerHour>,
    pub as_of: Option<Date>,
}

thread_local! {
    static BOOK: RefCell<Vec<OwnPrice>> = const { RefCell::new(Vec::new()) };
}

/// Puts prices in the book, over those that it has for the same offers.
pub fn enter(prices: &[OwnPrice]) {
    BOOK.with_borrow_mut(|book| {
        for price in prices {
            match book.binary_search_by_key(&price.offer, |entry| entry.offer) {
                Ok(at) => {
                    let old = book[at];
                    book[at] = OwnPrice {
                        on_demand: price.on_demand.or(old.on_demand),
                        spot: price.spot.or(old.spot),
                        as_of: price.as_of.or(old.as_of),
                        ..*price
                    };
                }
                Err(at) => book.insert(at, *price),
            }
        }
    });
}

/// Goes back to the catalog's prices.
pub fn clear() {
    BOOK.with_borrow_mut(Vec::clear);
}

/// The reader's own prices of an offer.
pub fn own(offer: OfferId) -> Option<OwnPrice> {
    BOOK.with_borrow(|book| book.binary_search_by_key(&offer, |entry| entry.offer).ok().map(|at| book[at]))
}

/// How many offers have a price of the reader's.
pub fn len() -> usize {
    BOOK.with_borrow(Vec::len)
}

/// What an instance of an offer costs on demand and on spot, and since when.
pub fn prices(offer: OfferId) -> (Option<UsdPerHour>, Option<UsdPerHour>, Option<Date>) {
    let entry = offer.get();
    let listed = entry.provenance.as_of.and_then(Date::parse);
    match own(offer) {
        Some(own) => (own.on_demand.or(entry.on_demand), own.spot.or(entry.spot), own.as_of),
        None => (entry.on_demand, entry.spot, listed),
    }
}
