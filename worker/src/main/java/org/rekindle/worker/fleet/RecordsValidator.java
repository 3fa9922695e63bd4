// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.names.IpNetwork;
import org.rekindle.activities.secrets.SecretFile;

/** Whether a run could set the records of public names: its key can be read, and its networks are some. */
final class RecordsValidator {

    private final YamlTree tree;
    private final PathResolver places;

    RecordsValidator(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
    }

    /** @param at where the one provider is */
    List<ConfigFault> faults(String at) {
        List<ConfigFault> faults = new ArrayList<>();
        for (String kind : tree.keys(at)) {
            String provider = YamlTree.below(at, kind);
            faults.addAll(networks(provider + "/within"));
            faults.addAll(secret(provider + "/secretFile"));
        }
        return List.copyOf(faults);
    }

    private List<ConfigFault> networks(String at) {
        List<ConfigFault> faults = new ArrayList<>();
        for (int i = 0; i < tree.at(at).size(); i++) {
            String text = tree.text(at + "/" + i);
            if (text != null && IpNetwork.of(text).isEmpty()) {
                faults.add(tree.fault(
                        at + "/" + i,
                        "`" + text + "` is neither a network nor an IP address",
                        "write it as 198.51.100.0/24, 2001:db8::/32 or 198.51.100.7"));
            }
        }
        return faults;
    }

    private List<ConfigFault> secret(String at) {
        String file = tree.text(at);
        if (file == null) {
            return List.of();
        }
        try {
            SecretFile.readBase64(places.resolve(file));
            return List.of();
        } catch (SecretFile.Unusable unusable) {
            return List.of(tree.fault(at, unusable.problem(), unusable.cure()));
        }
    }
}
