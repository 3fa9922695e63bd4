// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** A version of the API in the header {@code OpenStack-API-Version}; without the header it is 1.1. */
record Microversion(int major, int minor) {

    static final String HEADER = "Openstack-Api-Version";
    static final int MAX_MINOR = 14;

    private static final String SERVICE = "container-infrastructure-management";
    private static final Set<String> SERVICES = Set.of(SERVICE, "container-infrastructure", "container-infra");
    private static final Pattern TWO_NUMBERS = Pattern.compile("\\d{1,9}\\.\\d{1,9}");

    /** The header cannot be followed; carries the answer. */
    static final class UnacceptableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        UnacceptableException(Reply reply) {
            super("The requested microversion cannot be served.");
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    static Microversion lowest() {
        return new Microversion(1, 1);
    }

    static Microversion parse(@Nullable String header) throws UnacceptableException {
        if (header == null) {
            return lowest();
        }
        String[] words = header.strip().split("\\s+");
        if (words.length != 2 || (!SERVICES.contains(words[0]) && !isLatest(words[1]))) {
            throw notAcceptable("Invalid service type for OpenStack-API-Version header");
        }
        if (isLatest(words[1])) {
            return new Microversion(1, MAX_MINOR);
        }
        if (!TWO_NUMBERS.matcher(words[1]).matches()) {
            throw notAcceptable("Invalid value for OpenStack-API-Version header");
        }
        String[] numbers = words[1].split("\\.");
        Microversion version = new Microversion(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        if (version.major != 1 || version.minor < 1 || version.minor > MAX_MINOR) {
            throw new UnacceptableException(version.outOfRange());
        }
        return version;
    }

    /** Refuses what came with a later version than this one. */
    void require(int minorAtLeast, String api) throws UnacceptableException {
        if (minor < minorAtLeast) {
            throw notAcceptable("Version " + this + " was requested but the requested API " + api
                    + " is not supported for this version.");
        }
    }

    /** Adds the headers with which Magnum reports the version that it served. */
    Reply stamp(Reply reply) {
        return reply.with("Openstack-Api-Maximum-Version", SERVICE + " 1." + MAX_MINOR)
                .with("Openstack-Api-Minimum-Version", SERVICE + " 1.1")
                .with(HEADER, SERVICE + " " + this)
                .with("Vary", "OpenStack-API-Version");
    }

    private Reply outOfRange() {
        JsonFields error = new JsonFields()
                .with("code", "magnum.microversion-unsupported")
                .with("title", "Requested microversion is unsupported")
                .with(
                        "description",
                        "Version " + this + " was requested but the minor version is not supported by this service. "
                                + "The supported version range is: [" + SERVICE + " 1.1, " + SERVICE + " 1."
                                + MAX_MINOR + "].")
                .with("max_version", "1." + MAX_MINOR)
                .with("min_version", "1.1")
                .with(
                        "links",
                        List.of(new JsonFields()
                                .with("rel", "help")
                                .with("href", "http://docs.openstack.org/api-guide/compute/microversions.html")));
        return stamp(Reply.of(406, JsonFields.of("errors", List.of(error))));
    }

    private static boolean isLatest(String word) {
        return word.toLowerCase(Locale.ROOT).equals("latest");
    }

    private static UnacceptableException notAcceptable(String detail) {
        return new UnacceptableException(MagnumError.plain(406, "Not Acceptable", detail));
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
