// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.services.CloudInventory;

/** What Magnum's API looks up in the other services before it takes a template or a cluster. */
final class Lookups {

    private final CloudInventory inventory;

    Lookups(CloudInventory inventory) {
        this.inventory = inventory;
    }

    /** An image has to be there and to say what its distribution is. */
    CloudInventory.Image image(String image) {
        CloudInventory.Image found = inventory
                .image(image)
                .orElseThrow(() -> MagnumError.badRequest("Image " + image + " could not be found."));
        if (found.osDistro() == null) {
            throw MagnumError.badRequest("Image " + image + " doesn't contain os_distro field.");
        }
        return found;
    }

    /** A flavor has to be there, and to have a disk unless the nodes boot from volumes. */
    void rootVolume(@Nullable String flavor, Map<String, String> labels) {
        String size = labels.getOrDefault("boot_volume_size", "0");
        if (!size.matches("-?\\d{1,9}")) {
            throw MagnumError.of(500, "boot_volume_size must be an integer");
        }
        if (flavor == null || Integer.parseInt(size) > 0) {
            return;
        }
        if (found(flavor).disk() == 0) {
            throw MagnumError.badRequest("Volume size must be specified for flavors with zero root volume.");
        }
    }

    void flavor(@Nullable String flavor) {
        if (flavor != null) {
            found(flavor);
        }
    }

    void externalNetwork(@Nullable String network) {
        if (network != null
                && inventory
                        .network(network)
                        .filter(CloudInventory.Network::external)
                        .isEmpty()) {
            throw MagnumError.badRequest("Unable to find external network " + network + ".");
        }
    }

    void fixedNetwork(@Nullable String network) {
        if (network != null && inventory.network(network).isEmpty()) {
            throw MagnumError.badRequest("Unable to find fixed network " + network + ".");
        }
    }

    void fixedSubnet(@Nullable String subnet) {
        if (subnet != null
                && inventory.networks().stream()
                        .noneMatch(network ->
                                subnet.equals(network.subnetId()) || subnet.equals(network.name() + "-subnet"))) {
            throw MagnumError.badRequest("Unable to find fixed subnet " + subnet + ".");
        }
    }

    void keypair(@Nullable String keypair) {
        if (keypair != null && !inventory.keypairs().contains(keypair)) {
            throw MagnumError.of(404, "Unable to find keypair " + keypair + ".");
        }
    }

    private CloudInventory.Flavor found(String flavor) {
        Optional<CloudInventory.Flavor> found = inventory.flavor(flavor);
        return found.orElseThrow(() -> MagnumError.badRequest("Unable to find flavor " + flavor + "."));
    }
}
