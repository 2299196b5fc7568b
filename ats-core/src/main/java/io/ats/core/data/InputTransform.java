package io.ats.core.data;

import io.ats.core.Views;

/** Transforms a model's input, in training and at inference alike. */
public interface InputTransform {

  /** The identity. */
  InputTransform NONE =
      new InputTransform() {
        @Override
        public ImageSpec image(ImageSpec image) {
          return image;
        }

        @Override
        public Views apply(Views views) {
          return views;
        }
      };

  /** Returns the sizes of transformed images. */
  ImageSpec image(ImageSpec image);

  /** Returns the transformed views. */
  Views apply(Views views);
}
