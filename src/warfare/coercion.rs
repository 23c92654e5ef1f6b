//! The laws of coercion: how violence against chosen and against any civilians follows from control (Kalyvas 2006).

/// Relative rate of selective killing: zero at parity and at full control, one where control is three quarters or one.
pub fn selective(control: f64) -> f64 {
    8.0 * (2.0 * control - 1.0).abs() * control.min(1.0 - control)
}

/// Relative rate of indiscriminate killing: the less one controls, the less one knows whom to kill.
pub fn indiscriminate(control: f64) -> f64 {
    (1.0 - control) * (1.0 - control)
}
