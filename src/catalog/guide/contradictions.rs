//! Where the guide contradicts itself or physics.

/// Figures of the guide that cannot all be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    pub id: &'static str,
    /// Rows of the guide that it is about.
    pub about: &'static [&'static str],
    /// What is printed.
    pub claim: &'static str,
    /// Why it cannot be, with the arithmetic.
    pub arithmetic: &'static str,
}

const fn against(
    id: &'static str,
    about: &'static [&'static str],
    claim: &'static str,
    arithmetic: &'static str,
) -> Contradiction {
    Contradiction { id, about, claim, arithmetic }
}

pub static CONTRADICTIONS: &[Contradiction] = &[
    against(
        "C1",
        &["R5", "H1"],
        "A 7B model takes 4-6 h for 1 B tokens, and 8 h for 1 M tokens, on the same RTX 4090.",
        "8 h for a thousandth of the tokens is 8000 h for 1 B: 1300 to 2000 times as long.",
    ),
    against(
        "C2",
        &["R2"],
        "GPU-hours are parameters x tokens / (peak x efficiency).",
        "Forward and backward take 6 FLOP a parameter and token (2 + 4), so the result is six times too small.",
    ),
    against(
        "C3",
        &["R2", "H1"],
        "R2 is to give the hours of the tables.",
        "7e9 x 1e6 / (165.2e12 x 0.5) is 85 s, and 508 s with the factor 6: 0.14 h, where H1 says 8 h, 57 times more.",
    ),
    against(
        "C4",
        &["R5"],
        "One RTX 4090 trains a 7B model on 1 B tokens in 4-6 h.",
        "6 x 7e9 x 1e9 = 4.2e19 FLOP at the dense peak of 165.2 TFLOPS take 71 h; 4-6 h would need 12 to 18 times the peak.",
    ),
    against(
        "C5",
        &["R5"],
        "One RTX 4090 trains a 70B model.",
        "70e9 weights at 4 bits are 35 GB, more than the 24 GB of the card; elsewhere the guide asks for four GPUs.",
    ),
    against(
        "C6",
        &["H1", "H2", "H7", "H8", "H9"],
        "Full fine-tuning of 7B fits 24 and 40 GB, of 13B 24 to 80 GB.",
        "AdamW takes 8 bytes a parameter in pure bf16 and 16-18 with 32-bit masters: 54-121 GB for 7B, 104-234 GB for 13B, without offload.",
    ),
    against(
        "C7",
        &["H14", "H15", "H16"],
        "Full fine-tuning of 70B runs on two or four 80 GB cards.",
        "69e9 parameters x 8 to 18 bytes are 0.55-1.24 TB of model state; two cards hold 0.16 TB, four 0.32 TB.",
    ),
    against(
        "C8",
        &["S2", "P2"],
        "A 7B LoRA run on a spot RTX 4090 costs $8, from 2 h at $0.34.",
        "2 h x $0.34 is $0.68, and $0.34 is the price on demand; spot is about $0.14, which makes $0.28.",
    ),
    against(
        "C9",
        &["S1", "H1"],
        "Spot saves $50 for one 7B run on an RTX 4090.",
        "The whole run on demand, 3 to 5 epochs x 8 h x $0.34, costs $8.16-13.60.",
    ),
    against(
        "C10",
        &["S5"],
        "From batch 4 to batch 1 with 4 accumulation steps, 40 h become 20 h.",
        "The same tokens pass the same weights; smaller micro-batches use the GPU less well. Accumulation never makes a step faster.",
    ),
    against(
        "C11",
        &["B1", "B2", "B3", "R9"],
        "The budgets use the hours of 1 M tokens for 0.5, 10 and 50 M tokens.",
        "By R9 the hours scale with tokens: B1 x 0.5 is $0.42, B2 x 10 is $285.60, B3 x 50 is $10,760.",
    ),
    against(
        "C12",
        &["B2", "P5", "P6"],
        "The A100 SXM is 6 % dearer than the A100 PCIe.",
        "1.39 / 1.19 = 1.168: 17 %.",
    ),
    against(
        "C13",
        &["B3"],
        "Two H100 take 40 h on the wall, four H100 take 40 h too.",
        "80 GPU-hours on four GPUs are 20 h, and 20 h x $10.76 is the same $215.20, not $430.40.",
    ),
    against(
        "C14",
        &["S2", "H1", "H4"],
        "LoRA is 90 % faster (10 times), 4-10 times faster, and 2-4 times faster.",
        "H1 / H4 is 8 / 2 to 8 / 4. The frozen weights stay in forward and backward: compute falls from 6 to 4 FLOP a parameter and token, a third.",
    ),
    against(
        "C15",
        &["Q5", "R8", "H1", "H7"],
        "Cost grows 1.5-2 times for each doubling of the size.",
        "From 7B to 13B, 1.86 times the parameters, H1 to H7 is 16-20 h over 8 h: 2 to 2.5 times.",
    ),
    against(
        "C16",
        &["R8", "R5"],
        "Twice the size takes 1.5-2 times the hours.",
        "13B to 70B is 2.43 doublings, so 2.7-5.4 times; R5 prints 40-80 h over 8-12 h: 5 to 6.7 times.",
    ),
    against(
        "C17",
        &["B2", "H8", "H12"],
        "B2 is LoRA on a 13B model at 12 h an epoch.",
        "12 h is the low end of full fine-tuning (H8). With an adapter H12 says 3-6 h: 2 epochs x 3-6 h x $1.19 = $7.14-14.28, not $28.56.",
    ),
    against(
        "C18",
        &["B3", "H18"],
        "B3 takes 40 GPU-hours an epoch on two H100, 20 h on the wall.",
        "H18 says 6-8 h on the wall for two H100: 2 epochs x 6-8 h x $5.38 = $64.56-86.08, not $215.20.",
    ),
    against("C19", &["B3", "H17", "H18"], "70B needs at least four GPUs.", "H17, H18 and B3 run 70B on two."),
    against(
        "C20",
        &["H20", "H21"],
        "A 70B epoch takes 25-40 GPU-hours on four H100 and 15-25 on eight.",
        "That is 6.3-10 h and 1.9-3.1 h on the wall: twice the GPUs, 3.2 to 3.3 times as fast. More GPUs never need fewer GPU-hours.",
    ),
    against(
        "C21",
        &["R6", "H18", "H20", "H21"],
        "One epoch of a 70B model costs $100-500.",
        "At $2.69: H18 is $32-43, H20 $67-108, H21 $40-67.",
    ),
    against(
        "C22",
        &["R6", "H3", "H4", "P8"],
        "One epoch of Llama 2 7B costs $2-10.",
        "H3 on an H100 SXM is 4 h x $2.69 = $10.76; H4 on an RTX 4090 is 2 h x $0.34 = $0.68.",
    ),
    against(
        "C23",
        &["R9", "H1"],
        "The totals assume 500 K tokens.",
        "The tables of hours that they are made from are headed 1 M tokens.",
    ),
    against(
        "C24",
        &["H8", "H9"],
        "3 to 5 epochs of 13B on an A100 take 36-70 h.",
        "The PCIe card gives 36-80 h (3 x 12 to 5 x 16), the SXM card 30-70 h (3 x 10 to 5 x 14): the low end of one, the high end of the other.",
    ),
    against(
        "C25",
        &["S3", "H11", "H12"],
        "The same 13B run takes 10 h on an RTX 4090 ($3.40) and 10 h on an A100 ($11.90).",
        "H11 says 4-8 h and H12 3-6 h: $1.36-2.72 against $3.57-7.14. Neither is 10 h, nor are they equal.",
    ),
    against(
        "C26",
        &["Q3", "P1"],
        "A spot RTX 3090 costs $0.22/h.",
        "$0.22 is the price on demand (P1); 40-60 % off is $0.09-0.13.",
    ),
    against(
        "C27",
        &["Q1"],
        "GPT-3 (175B) is fine-tuned on 16 GPUs.",
        "175e9 x 8 bytes are 1.4 TB of model state at the least, 16 x 80 GB are 1.28 TB. Its weights were never released.",
    ),
    against(
        "C28",
        &["R7", "B2", "B3"],
        "Typical runs are 3 to 5 epochs.",
        "B2 and B3 are reckoned with 2 epochs. With 3 to 5 they cost $42.84-71.40 and $322.80-538.00.",
    ),
];
