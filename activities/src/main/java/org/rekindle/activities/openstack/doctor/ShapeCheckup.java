// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.catalog.CloudCatalog;
import org.rekindle.activities.openstack.catalog.NovaFlavor;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;

/** Whether what a shape names is there: flavors, keypair, network. Magnum refuses a create that names what is not. */
final class ShapeCheckup {

    private final CloudCatalog stock;
    private final Findings findings;

    ShapeCheckup(CloudCatalog stock, Findings findings) {
        this.stock = stock;
        this.findings = findings;
    }

    void look(String cluster, Shape shape) {
        String about = cluster + ": shape";
        flavor(about, shape.masterFlavor(), "the control plane");
        for (NodeGroupShape group : shape.nodeGroups()) {
            flavor(about, group.flavor(), "node group " + group.name());
        }
        String keypair = named(shape.keypair());
        if (keypair != null && !stock.hasKeypair(keypair)) {
            findings.stops(
                    about,
                    "The user has no keypair " + keypair + ", and Magnum answers a create that names it with 404. Nova"
                            + " keeps keypairs by user: the old cluster may have been made by another one.",
                    "Upload it as this user (openstack keypair create --public-key FILE " + keypair
                            + "), or write a shape with another one.");
        }
        String network = named(shape.fixedNetwork());
        if (network != null && stock.network(network) == null) {
            findings.stops(
                    about,
                    "The project sees no network " + network + ", which the cluster is to be put into.",
                    "Make it, or write another one as fixedNetwork: into the shape.");
        }
        String subnet = named(shape.fixedSubnet());
        if (subnet != null && !stock.hasSubnet(subnet)) {
            findings.stops(
                    about,
                    "The project sees no subnet " + subnet + ", which the cluster is to be put into.",
                    "Make it, or write another one as fixedSubnet: into the shape.");
        }
    }

    private void flavor(String about, @Nullable String wanted, String what) {
        String name = named(wanted);
        if (name == null) {
            return;
        }
        NovaFlavor flavor = stock.flavor(name);
        if (flavor == null) {
            findings.stops(
                    about,
                    "The project sees no flavor " + name + ", which " + what + " wants.",
                    "Write a shape with another flavor: openstack flavor list shows them.");
        } else if (!flavor.isBigEnough()) {
            findings.stops(
                    about,
                    "The flavor " + name + " of " + what + " has " + flavor.vcpus() + " cores and " + flavor.ram()
                            + " MiB of RAM; the driver refuses less than 2 cores and 2048 MiB.",
                    "Write a shape with a bigger flavor.");
        }
    }

    private static @Nullable String named(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return name;
    }
}
