package org.idem.devices.card;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of {@code libnvidia-ml.so.1} that are asked, under their own names. Each returns 0, or the number of an
 * error.
 */
interface Nvml extends Library {
    /** Everything went well. */
    int SUCCESS = 0;

    /** There is more than fits into the array. */
    int INSUFFICIENT_SIZE = 7;

    int nvmlInit_v2();

    int nvmlShutdown();

    Pointer nvmlErrorString(int error);

    int nvmlSystemGetDriverVersion(byte[] version, int length);

    int nvmlSystemGetCudaDriverVersion_v2(IntByReference version);

    int nvmlDeviceGetCount_v2(IntByReference count);

    int nvmlDeviceGetHandleByIndex_v2(int index, PointerByReference device);

    int nvmlDeviceGetName(Pointer device, byte[] name, int length);

    int nvmlDeviceGetUUID(Pointer device, byte[] uuid, int length);

    /** Puts total, free and used bytes, 8 bytes each. */
    int nvmlDeviceGetMemoryInfo(Pointer device, Pointer memory);

    int nvmlDeviceGetCudaComputeCapability(Pointer device, IntByReference major, IntByReference minor);

    /** 0 shared, 1 exclusive to a thread (of old), 2 prohibited, 3 exclusive to a process. */
    int nvmlDeviceGetComputeMode(Pointer device, IntByReference mode);

    /** Puts the processes, 24 bytes each, the id first; {@code count} holds how many fit, then how many there are. */
    int nvmlDeviceGetComputeRunningProcesses_v3(Pointer device, IntByReference count, Pointer processes);
}
