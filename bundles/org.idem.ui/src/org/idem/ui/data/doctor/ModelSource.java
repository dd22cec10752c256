package org.idem.ui.data.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.data.review.ReviewItem;
import org.idem.verify.doctor.DoctorFinding;
import org.idem.verify.doctor.FindingsFile;

/** What a model said about a set, by the file that {@code data doctor} leaves beside it. */
record ModelSource() implements ReviewSource {
    @Override
    public List<ReviewItem> items(Path set) {
        Path file = FindingsFile.beside(set);
        return Files.exists(file)
                ? FindingsFile.read(file).findings().stream()
                        .map(DoctorFinding::question)
                        .toList()
                : List.of();
    }
}
