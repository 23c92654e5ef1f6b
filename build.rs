//! Tells Cargo that the built-in cases are part of the program: a new file there means a new build.

fn main() {
    println!("cargo:rerun-if-changed=seeds");
    println!("cargo:rerun-if-changed=scenarios");
}
