//! Draws the hours of the week as a field of squares, the darker the more.

use plotters::element::Rectangle;
use plotters::style::Color;

use super::canvas::{Area, At, Drawing, Fault, Size, drawing, fill, pixels, text};
use super::paint::{HEAT, Paint};
use crate::habits_page::words::DAYS;

/// Hours of a day, and from one label to the next.
const HOURS: i32 = 24;
const LABEL_HOURS: usize = 6;

/// Numbers of the hours of a week, Monday first.
#[derive(Debug)]
pub(crate) struct Week<'h> {
    pub(crate) hours: &'h [[usize; 24]; 7],
    /// Working hours, in minutes of the day, and the days that are worked, to be framed.
    pub(crate) work: Option<((u16, u16), [bool; 7])>,
}

/// Returns the least number that is painted with each of [`HEAT`] but the first; the same number twice where there are too few.
pub(crate) fn steps(most: usize) -> [usize; 4] {
    [1, 2, 3, 4].map(|step| ((step - 1) * most / 4 + 1).min(most.max(1)))
}

impl Week<'_> {
    fn most(&self) -> usize {
        self.hours.iter().flatten().copied().max().unwrap_or(0)
    }

    /// Draws the field.
    pub(crate) fn field(&self, size: Size) -> Drawing {
        let height = Self::cell(size).1 * DAYS.len() as u32 + size.text * 2;
        drawing(size.width, height, |area| self.draw(area, size))
    }

    /// Returns width and height of a cell.
    fn cell(size: Size) -> (u32, u32) {
        let width = (size.width - Self::left(size)) / HOURS.unsigned_abs();
        (width, if size.is_narrow { width * 7 / 4 } else { width })
    }

    /// Returns the room for the names of the days.
    fn left(size: Size) -> u32 {
        size.text * 3
    }

    fn draw(&self, area: &Area<'_>, size: Size) -> Result<(), Fault> {
        let (width, height) = Self::cell(size);
        let (left, width, height) = (pixels(Self::left(size)), pixels(width), pixels(height));
        let (most, mut top) = (self.most(), 0);
        for (day, hours) in DAYS.iter().zip(self.hours) {
            text(area, day, (At::End, (left - 8, top + height / 2)), Paint::Soft, size)?;
            for (count, hour) in hours.iter().zip(0..) {
                let x = left + hour * width;
                fill(area, [(x + 1, top + 1), (x + width - 1, top + height - 1)], heat(*count, most))?;
            }
            top += height;
        }
        for hour in (0..HOURS).step_by(LABEL_HOURS) {
            let place = (left + hour * width + width / 2, top + pixels(size.text) / 2);
            text(area, &format!("{hour}:00"), (At::Below, place), Paint::Soft, size)?;
        }
        self.frame(area, (left, width, height))
    }

    /// Frames the working hours, each run of days that are worked by itself; hours across midnight have no frame.
    fn frame(&self, area: &Area<'_>, (left, width, height): (i32, i32, i32)) -> Result<(), Fault> {
        let Some(((from, to), days)) = self.work.filter(|((from, to), _)| from < to) else { return Ok(()) };
        let x = |minute: u16| left + i32::from(minute) * width / 60;
        let mut top = 0;
        for run in days.chunk_by(|one, next| one == next) {
            let high = pixels(u32::try_from(run.len()).unwrap_or(0)) * height;
            if run.first() == Some(&true) {
                let frame =
                    Rectangle::new([(x(from), top), (x(to), top + high)], Paint::Ink.color().stroke_width(1));
                area.draw(&frame)?;
            }
            top += high;
        }
        Ok(())
    }
}

fn heat(count: usize, most: usize) -> Paint {
    let level = steps(most).iter().filter(|least| count >= **least).count();
    HEAT.get(level).copied().unwrap_or(Paint::Heat0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_darker() {
        assert_eq!(steps(40), [1, 11, 21, 31]);
        assert_eq!(steps(1), [1, 1, 1, 1]);
        assert_eq!(
            [0, 1, 10, 11, 40].map(|count| heat(count, 40)),
            [Paint::Heat0, Paint::Heat1, Paint::Heat1, Paint::Heat2, Paint::Heat4]
        );
        assert_eq!((heat(0, 0), heat(0, 1), heat(1, 1)), (Paint::Heat0, Paint::Heat0, Paint::Heat4));
    }

    #[test]
    fn working_hours_are_framed_once_for_days_in_a_row() {
        let mut hours = [[0; 24]; 7];
        hours[2][9] = 3;
        let days = [true, true, false, true, true, false, false];
        let field = |work| Week { hours: &hours, work }.field(Size::WIDE).svg;
        let frames = |svg: &str| svg.matches(&format!("stroke=\"{}\"", Paint::Ink.hex())).count();
        assert_eq!(frames(&field(Some(((540, 1050), days)))), 2);
        assert_eq!(frames(&field(Some(((1320, 360), days)))), 0);
        let svg = field(None);
        assert_eq!((frames(&svg), svg.matches("<rect").count()), (0, 7 * 24));
        assert_eq!(svg.matches(&Paint::Heat4.hex()).count(), 1);
    }
}
