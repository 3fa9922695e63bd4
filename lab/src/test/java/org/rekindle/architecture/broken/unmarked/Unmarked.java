// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.unmarked;

final class Unmarked {}
