// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Fields;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Items;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Kind;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Text;

/**
 * Chooses the region where none is asked for, as openstacksdk's {@code OpenStackConfig._get_region} does: the first of
 * {@code regions}, else the first of {@code region_name}, which may be a list or a text with commas, of the cloud itself and
 * only then of its profile.
 */
final class RegionChoice {

    /**
     * A region.
     *
     * @param name null when none is named
     * @param values what lies over the cloud's own settings there
     */
    record Region(@Nullable String name, Fields values) {}

    private final Fields own;
    private final Fields profile;
    private final List<String> faults;
    private final Fields nothing;

    /**
     * A choice.
     *
     * @param own the cloud without its profile
     * @param faults gets what cannot be read
     */
    RegionChoice(Fields own, Fields profile, List<String> faults) {
        this.own = own;
        this.profile = profile;
        this.faults = faults;
        this.nothing = new Fields(own.place(), Map.of());
    }

    Region region() {
        boolean isOwn = own.get("regions") != null || own.get("region_name") != null;
        Fields from = isOwn ? own : profile;
        CloudsValue regions = from.get("regions");
        if (regions != null) {
            if (regions instanceof Items items) {
                return first(items);
            }
            return fault(regions, "it is not a list", "write - NAME below it for each region, the wanted one first");
        }
        CloudsValue names = from.get("region_name");
        if (names instanceof Items items) {
            return first(items);
        }
        if (names instanceof Text text && text.kind() == Kind.TEXT) {
            String first = isOwn ? text.written().split(",", -1)[0].strip() : text.written();
            if (text.written().isEmpty()) {
                return none();
            }
            return named(first, text, nothing);
        }
        if (names == null) {
            return none();
        }
        return named(names, nothing);
    }

    private Region first(Items regions) {
        if (regions.values().isEmpty()) {
            return none();
        }
        CloudsValue region = regions.values().get(0);
        if (!(region instanceof Fields fields)) {
            return named(region, nothing);
        }
        CloudsValue name = fields.get("name");
        if (name == null
                || !List.of("name", "values").containsAll(fields.values().keySet())) {
            return fault(
                    region, "it is not a region", "give it a name: and, where it differs, values:, and nothing else");
        }
        CloudsValue values = fields.get("values");
        if (values == null || isNull(values)) {
            return named(name, nothing);
        }
        if (values instanceof Fields over) {
            return named(name, set(over));
        }
        return fault(values, "it is not a map of settings", "write the settings of the region below it");
    }

    /** What is null does not lie over anything. */
    private static Fields set(Fields values) {
        Map<String, CloudsValue> set = new LinkedHashMap<>();
        values.values().forEach((key, value) -> {
            if (!isNull(value)) {
                set.put(key, value);
            }
        });
        return new Fields(values.place(), set);
    }

    private static boolean isNull(CloudsValue value) {
        return value instanceof Text text && text.kind() == Kind.NULL;
    }

    private Region named(CloudsValue name, Fields values) {
        if (name instanceof Text text && text.kind() == Kind.TEXT) {
            return named(text.written(), text, values);
        }
        return fault(
                name,
                "it is not the name of a region",
                "write the name, in quotes where it is a number or a word such as no");
    }

    private Region named(String name, Text written, Fields values) {
        if (name.isBlank()) {
            return fault(written, "it is not the name of a region", "write the name, or remove the key");
        }
        return new Region(name, values);
    }

    private Region none() {
        return new Region(null, nothing);
    }

    private Region fault(CloudsValue at, String fault, String cure) {
        faults.add(at.place().inWords() + ": " + fault + "; " + cure + ".");
        return none();
    }
}
