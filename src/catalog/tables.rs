//! The tables, as constants. `build.rs` writes them from `src/catalog/data/*.csv`.

use super::{ApiPrice, GpuEntry, GpuId, ModelEntry, Offer, Provenance};
use crate::engine::gpu::{Arch, Gpu};
use crate::engine::model::{Bias, Mla, Mlp, Model, Moe, Norm, Window};
use crate::engine::units::{Bytes, BytesPerSec, FlopPerSec, UsdPerHour};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
