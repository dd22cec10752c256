package org.idem.train.collective.mpi;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.idem.train.tensor.Bfloat16;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.HostMemory;
import org.idem.train.tensor.ScalarTypes;
import org.idem.train.tensor.Tensor;

/**
 * The sum of fp32 numbers over processes, of which bfloat16 is sent: half the bytes. Each process gets one range of all the
 * others as in {@link MpiCollective}, adds up in fp32 and in rank order, its own share unrounded, and sends the rounded total to
 * all. What rounding leaves out, of the shares and of the total, whoever rounded keeps and adds to its next share (error
 * feedback: Seide et al., 1-Bit Stochastic Gradient Descent, 2014; Karimireddy et al., 2019), so that the totals of many calls
 * add up to what was given, but for what is kept at the end.
 */
final class RoundedSum {
    private final MpiCommunicator group;

    RoundedSum(MpiCommunicator group) {
        this.group = group;
    }

    /**
     * Replaces numbers by their sum, the same bfloat16 values on every process.
     *
     * @param numbers fp32, at most as many as MPI can count
     * @param left what was left out until now, and after it what is left out now
     */
    void reduce(Tensor numbers, Tensor left) {
        int size = group.size();
        Parts ranges = Parts.divide((int) numbers.count(), size);
        int first = ranges.start(group.rank());
        int own = ranges.count(group.rank());
        numbers.add_(left);
        Tensor halves = Bfloat16.round(numbers);
        left.copy_(numbers).sub_(halves);
        Tensor received = ScalarTypes.empty((long) own * size, ScalarType.BF16);
        group.exchange(MpiType.HALF, memory(halves), ranges, memory(received), Parts.equal(size, own));
        if (own > 0) {
            Tensor total = Tensor.zeros(own);
            for (int process = 0; process < size; process++) {
                boolean here = process == group.rank();
                total.add_(here ? numbers.narrow(first, own) : received.narrow((long) process * own, own));
            }
            Tensor rounded = halves.narrow(first, own).copy_(total);
            left.narrow(first, own).copy_(total).sub_(rounded);
        }
        group.gather(MpiType.HALF, memory(halves), ranges);
        numbers.copy_(halves);
    }

    private static Pointer memory(Tensor tensor) {
        return tensor.count() == 0 ? Pointer.NULL : Native.getDirectBufferPointer(HostMemory.of(tensor));
    }
}
