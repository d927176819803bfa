//! The page.
//!
//! One writable [`Scenario`](crate::scenario::Scenario) and memos derived from it; views read them in closures at the
//! leaves, so that a change touches the text that it changes and nothing else. One effect writes the address bar.
//! Views are plain functions that return [`AnyView`]: each view's type ends there, which keeps the program small.

mod address;
mod beside;
mod breakdown;
mod choice;
mod compare;
mod crash;
mod folds;
mod guide;
mod headline;
mod live;
mod memory_bar;
mod number;
mod sentence;
mod share;
mod state;
mod ways_out;
mod words;

use leptos::prelude::*;

use state::Page;

/// Takes the page over from the markup in `index.html`.
pub fn start() {
    crash::install();
    let Some(host) = document().get_element_by_id("page") else { return };
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
    leptos::mount::mount_to(wasm_bindgen::JsCast::unchecked_into(host), page).forget();
}

fn page() -> AnyView {
    let page = Page::open();
    address::follow(page);
    view! {
        {masthead()}
        <main>
            <div class="sheet">
                {share::notices(page)}
                <h1 class="kicker">"What a fine-tuning run costs"</h1>
                {sentence::view(page)}
                {headline::view(page)}
                <div class="under-answer" class:stale=move || page.is_stale()>
                    <div>{ways_out::view(page)} {memory_bar::view(page)}</div>
                    {beside::view(page)}
                </div>
                {folds::view(page)}
                {share::actions(page)}
                {compare::view(page)}
                {breakdown::view(page)}
                {guide::view(page)}
            </div>
        </main>
        {footer()}
    }
    .into_any()
}

fn masthead() -> AnyView {
    let places = [("Compare", "compare"), ("How it adds up", "why"), ("The guide", "guide")];
    let links = places.map(|(label, id)| {
        view! {
            <li>
                <button type="button" on:click=move |_| live::show(id)>{label}</button>
            </li>
        }
    });
    view! {
        <header class="masthead">
            <p class="wordmark">"Tunecost"</p>
            <nav aria-label="Sections">
                <ul>{links.collect_view()}</ul>
            </nav>
        </header>
    }
    .into_any()
}

fn footer() -> AnyView {
    view! {
        <footer class="sheet">
            <div class="footer">
                <p>"Everything is computed in your browser. Nothing you enter is sent anywhere."</p>
                <p>"Prices carry their dates. Ask the provider before you rent."</p>
            </div>
        </footer>
    }
    .into_any()
}
