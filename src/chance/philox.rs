//! Philox2x64-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC 2011): one wide multiplication a round.

const M: u64 = 0xD2B7_4407_B1CE_6E93;
const W: u64 = 0x9E37_79B9_7F4A_7C15;

/// Ten rounds over a 128-bit counter under a 64-bit key.
#[inline]
pub(super) const fn philox2x64_10([mut x, mut y]: [u64; 2], mut key: u64) -> [u64; 2] {
    let mut round = 0;
    while round < 10 {
        let product = M as u128 * x as u128;
        x = (product >> 64) as u64 ^ key ^ y;
        y = product as u64;
        key = key.wrapping_add(W);
        round += 1;
    }
    [x, y]
}

#[cfg(test)]
mod tests {
    use super::philox2x64_10;

    /// The known answers published with the authors' library.
    #[test]
    fn published_known_answers() {
        let ones = u64::MAX;
        assert_eq!(philox2x64_10([0; 2], 0), [0xca00_a045_9843_d731, 0x66c2_4222_c9a8_45b5]);
        assert_eq!(philox2x64_10([ones; 2], ones), [0x65b0_21d6_0cd8_310f, 0x4d02_f322_2f86_df20]);
        assert_eq!(
            philox2x64_10([0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344], 0xa409_3822_299f_31d0),
            [0x0a5e_742c_2997_341c, 0xb0f8_83d3_8000_de5d]
        );
    }
}
