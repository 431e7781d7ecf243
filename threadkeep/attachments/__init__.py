"""Files on posts: uploads, pictures in sizes, serving, and the truth about those that are not there.

Words: a *blob* is the bytes, named by their sha256, shared by all who put them up; an *attachment* is a file on a post
with a name, alt text and caption. Removing one keeps its bytes for the grace time and says who, when and why.
Tables: Blob, PictureSize, Attachment, RemotePicture (a picture elsewhere, and whether it still is).
"""
