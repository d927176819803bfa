//! `estimate 'LINK OR QUERY'`: the page's answer as JSON, for people without a browser.

use std::io::Read;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: estimate 'LINK OR QUERY'
       estimate -              reads the link from standard input

Prints what the page answers to this link, as JSON: peak_mem_gib, fits, tokens_per_sec, gpu_hours, wall_hours,
cost_usd, each with low, mid and high; the plan; the breakdowns; and notices about what was ignored.

Examples:
  estimate 'model=llama-3.1-8b&tokens=5M&epochs=3&technique=qlora'
  estimate 'preset=B1&method=guide'
  estimate ''                  the scenario that the page opens on
";

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let link = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        ["-"] => {
            let mut bytes = Vec::new();
            if let Err(error) = std::io::stdin().take(1 << 20).read_to_end(&mut bytes) {
                eprintln!("Standard input cannot be read: {error}.");
                return ExitCode::FAILURE;
            }
            String::from_utf8_lossy(&bytes).into_owned()
        }
        [link] => link.to_owned(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match serde_json::to_string_pretty(&tunecost::export::json::estimate(&link)) {
        Ok(json) => {
            use std::io::Write;
            // A closed pipe (`| head`) is the reader's choice, not an error.
            let _ = writeln!(std::io::stdout(), "{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The estimate cannot be written as JSON: {error}.");
            ExitCode::FAILURE
        }
    }
}
