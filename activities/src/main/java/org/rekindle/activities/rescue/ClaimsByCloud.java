// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.rescue.VolumesToKeep.Claimed;
import org.rekindle.workflows.api.RescueActivities.AddedClaims;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.RescuedVolume;

/** Claims of a cluster that cannot be read any more, made of what Cinder says of their volumes. */
final class ClaimsByCloud {

    /** What Cinder's metadata do not tell is assumed, so each such thing says where it is from. */
    private static final String MADE_FROM = "rekindle.org/made-from";

    private static final String METADATA = "volume-metadata";

    private static final String ONE_WRITER = "ReadWriteOnce";

    /** Of a volume that is bound by its name. A default class would ask for another volume. */
    private static final String NO_CLASS = "";

    /** A DNS subdomain by RFC 1123, as Kubernetes asks of the name of a claim and of a volume. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private static final int LONGEST_SHOWN = 320;

    private final RescueBundle bundle;

    ClaimsByCloud(RescueBundle bundle) {
        this.bundle = bundle;
    }

    /** Whether something is known by Cinder's metadata alone. */
    static boolean isByCloud(HasMetadata thing) {
        return METADATA.equals(
                Objects.requireNonNullElse(thing.getMetadata().getAnnotations(), Map.<String, String>of())
                        .get(MADE_FROM));
    }

    /** Adds those that no copy has. Two volumes of one claim are left to a person: Cinder does not tell which one was in use. */
    AddedClaims add(List<CloudClaim> claims) {
        bundle.forgetByCloud();
        Map<String, String> copied =
                bundle.volumes().stream().collect(Collectors.toMap(Claimed::path, Claimed::handle));
        Map<String, Set<String>> claimsOfVolume = claims.stream()
                .collect(Collectors.groupingBy(
                        CloudClaim::volumeName, Collectors.mapping(CloudClaim::path, Collectors.toSet())));
        List<RescuedVolume> added = new ArrayList<>();
        List<String> doubts = new ArrayList<>();
        claims.stream()
                .collect(Collectors.groupingBy(CloudClaim::path, TreeMap::new, Collectors.toList()))
                .forEach((path, volumes) -> {
                    String doubt = doubt(volumes, copied.get(path), claimsOfVolume);
                    if (doubt != null) {
                        doubts.add("claim " + shown(path) + ": " + doubt);
                    } else if (!copied.containsKey(path)) {
                        added.add(add(volumes.get(0)));
                    }
                });
        return new AddedClaims(List.copyOf(added), List.copyOf(doubts));
    }

    /**
     * Why a claim is left to a person, the end of a sentence; null where it is not.
     *
     * @param copy the volume that it had when it was copied, null when it was not
     */
    private @Nullable String doubt(
            List<CloudClaim> volumes, @Nullable String copy, Map<String, Set<String>> claimsOfVolume) {
        CloudClaim claim = volumes.get(0);
        if (volumes.stream().anyMatch(volume -> volume.handle().equals(copy))) {
            return null;
        }
        if (copy != null) {
            return "it had volume " + copy + " when it was copied, and Cinder has another one for it ("
                    + handles(volumes) + ").";
        }
        if (volumes.size() > 1) {
            return "Cinder has more than one volume for it (" + handles(volumes) + "), so it is not made again.";
        }
        if (!NAME.matcher(claim.claim()).matches()
                || !NAME.matcher(claim.volumeName()).matches()) {
            return "Cinder has a name for it, or for its volume, that Kubernetes does not take, so it is not made again.";
        }
        // Two volumes of one name would be one thing in the bundle, and the last would take the place of the first.
        if (claimsOfVolume.getOrDefault(claim.volumeName(), Set.of()).size() > 1 || bundle.knows(volume(claim))) {
            return "Cinder names its volume " + claim.volumeName()
                    + ", and so is the volume of another claim, so it is not made again.";
        }
        return null;
    }

    /** Metadata may say anything: each user of the project can write them. */
    private static String shown(String path) {
        String plain = path.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.substring(0, Math.min(plain.length(), LONGEST_SHOWN));
    }

    private RescuedVolume add(CloudClaim claim) {
        bundle.addByCloud(new Claimed(volume(claim), claim(claim)));
        return RescuedVolume.ofCinder(claim.namespace(), claim.claim(), claim.handle());
    }

    private static String handles(List<CloudClaim> volumes) {
        return volumes.stream().map(CloudClaim::handle).sorted().collect(Collectors.joining(", "));
    }

    private static PersistentVolume volume(CloudClaim claim) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(claim.volumeName())
                .addToAnnotations(MADE_FROM, METADATA)
                .endMetadata()
                .withNewSpec()
                .withCapacity(size(claim))
                .withAccessModes(ONE_WRITER)
                .withStorageClassName(NO_CLASS)
                .withPersistentVolumeReclaimPolicy("Retain")
                .withNewClaimRef()
                .withNamespace(claim.namespace())
                .withName(claim.claim())
                .endClaimRef()
                .withNewCsi()
                .withDriver(RescuedVolume.CINDER)
                .withVolumeHandle(claim.handle())
                .endCsi()
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claim(CloudClaim claim) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(claim.namespace())
                .withName(claim.claim())
                .addToAnnotations(MADE_FROM, METADATA)
                .endMetadata()
                .withNewSpec()
                .withAccessModes(ONE_WRITER)
                .withStorageClassName(NO_CLASS)
                .withVolumeName(claim.volumeName())
                .withNewResources()
                .withRequests(size(claim))
                .endResources()
                .endSpec()
                .build();
    }

    private static Map<String, Quantity> size(CloudClaim claim) {
        return Map.of("storage", new Quantity(claim.gibibytes() + "Gi"));
    }
}
