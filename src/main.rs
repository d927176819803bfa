fn main() {
    tunecost::ui::start();
}
