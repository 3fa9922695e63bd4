// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;

/** The machines of a control plane, by SSH. Nothing in the cloud is touched. */
@ActivityInterface(namePrefix = "Machine.")
public interface MachineActivities {

    /** Looks at the certificates in the machine's files; changes nothing. */
    MachineSighting look(MachineTarget target);

    /**
     * Has kubeadm renew every certificate that is not an authority's, after a copy of the old ones, restarts the static
     * pods, and renews the kubelet's credentials where they have expired. What is new already is left alone, but for the
     * static pods, which are restarted whenever they may still serve what they read before.
     */
    MachineRenewal renew(MachineTarget target);

    /**
     * What a renewal in place did on one machine.
     *
     * @param sentences what was done, in order; the first names the copy that was made of the old files, the last each credential before
     *     and after
     * @param certificates in the files afterwards
     * @param open what is not as it should be, a sentence each; empty when all is done
     * @param servedNotAfter when the certificate ends that the machine's own API server serves now, null where that was not seen
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record MachineRenewal(
            String host,
            List<String> sentences,
            List<CertificateOnDisk> certificates,
            List<String> open,
            @Nullable Instant servedNotAfter) {}

    /**
     * One machine of a cluster's control plane.
     *
     * @param cluster the cluster's id in the fleet file
     * @param machine one of {@link MachineAccess#controlPlanes()}
     * @param renewBefore what ends within this time is renewed with what has ended
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record MachineTarget(String cluster, MachineAccess access, SshMachine machine, Duration renewBefore) {}
}
