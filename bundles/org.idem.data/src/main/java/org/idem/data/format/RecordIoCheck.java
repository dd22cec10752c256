package org.idem.data.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.data.DataProblem;
import org.idem.data.IntegrityCheck;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.recordio.FaceRecord;
import org.idem.data.recordio.RecordIndex;
import org.idem.data.recordio.RecordIoFile;

/** What only RecordIO can have wrong: its index, records that the index does not mention, and identity ranges. */
final class RecordIoCheck implements IntegrityCheck {
    private static final int MAX_UNLISTED = 1000;

    private final RecordIoDataset set;
    private final long[] sortedOffsets;
    private final float[] starts;
    private final float[] ends;

    RecordIoCheck(RecordIoDataset set) {
        this.set = set;
        this.sortedOffsets = set.file().index().offsets().clone();
        Arrays.sort(sortedOffsets);
        int[] ranges = set.layout().ranges();
        this.starts = new float[ranges.length];
        this.ends = new float[ranges.length];
        Arrays.fill(starts, Float.NaN);
        for (int i = 0; i < ranges.length; i++) {
            readRange(i, ranges[i]);
        }
    }

    private void readRange(int identity, int entry) {
        try {
            FaceRecord record = set.file().read(entry);
            if (record.labels().length >= 2) {
                starts[identity] = record.labels()[0];
                ends[identity] = record.labels()[1];
            }
        } catch (DamagedImageException e) {
            ends[identity] = Float.NaN;
        }
    }

    /** A wrong magic inside another record means that the index is wrong, not the record. */
    @Override
    public DamagedImageException explain(int index, DamagedImageException e) {
        if (e.damage() != Damage.BAD_MAGIC) {
            return e;
        }
        long offset = set.offset(index);
        int place = Arrays.binarySearch(sortedOffsets, offset);
        if (place > 0 && set.file().end(sortedOffsets[place - 1]) > offset) {
            String message = "The index points into the record that starts at " + sortedOffsets[place - 1];
            return new DamagedImageException(e.key(), offset, Damage.OFFSET_IN_RECORD, message);
        }
        return e;
    }

    /** Whether an image's key lies in the range of keys that its identity's record gives; exact below 2^24. */
    @Override
    public Optional<DataProblem> checkLabel(int index, int label) {
        int record = label - set.firstIdentity();
        if (record < 0 || record >= starts.length || Float.isNaN(starts[record]) || Float.isNaN(ends[record])) {
            return Optional.empty();
        }
        int key = set.file().index().keys()[set.layout().images()[index]];
        float start = starts[record];
        float end = ends[record];
        if (key >= start - slack(start) && key < end + slack(end)) {
            return Optional.empty();
        }
        String message =
                "The label is " + label + ", whose images are keys " + (long) start + " to " + ((long) end - 1);
        return Optional.of(
                new DataProblem(set.key(index), set.offset(index), Damage.LABEL_OUTSIDE_RANGE.word(), message));
    }

    private static float slack(float value) {
        return value > 1 << 24 ? 2 * Math.ulp(value) : 0;
    }

    /** Faults of the index, broken identity records and whole records that the index does not mention. */
    @Override
    public List<DataProblem> structureProblems() {
        List<DataProblem> problems = new ArrayList<>();
        RecordIoFile file = set.file();
        for (int entry : set.layout().ranges()) {
            try {
                file.read(entry);
            } catch (DamagedImageException e) {
                problems.add(new DataProblem(e.key(), e.offset(), e.kind(), e.getMessage()));
            }
        }
        for (RecordIndex.Fault fault : file.index().faults()) {
            problems.add(
                    new DataProblem(fault.key(), fault.offset(), fault.damage().word(), fault.message()));
        }
        if (file.indexed()) {
            addUnlisted(problems);
        }
        return problems;
    }

    private void addUnlisted(List<DataProblem> problems) {
        int found = 0;
        for (long offset : set.file().scan().offsets()) {
            if (Arrays.binarySearch(sortedOffsets, offset) < 0 && ++found <= MAX_UNLISTED) {
                String message = "A record starts at byte " + offset + " that the index does not mention";
                problems.add(new DataProblem("", offset, Damage.UNLISTED_RECORD.word(), message));
            }
        }
    }
}
